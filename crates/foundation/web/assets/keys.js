// Single keys for what stands on a card: a button or a box with data-keys="1 a" is pressed by either, as long as nobody is
// typing. Whoever speaks to the computer may press keys without meaning to, so a box turns them off, for good.

const keysSign = document.querySelector("[data-keys-sign]");
const keysOn = () => localStorage.getItem("keys") !== "off";

if (keysSign && matchMedia("(hover: hover)").matches) {
  const box = keysSign.querySelector("input");
  keysSign.hidden = false;
  box.checked = keysOn();
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (event.target.closest?.("textarea, select, input:not([type=checkbox])") || !keysOn()) return;
  for (const control of document.querySelectorAll("[data-keys]")) {
    if (!control.dataset.keys.split(" ").includes(event.key.toLowerCase())) continue;
    event.preventDefault();
    control.click();
    return;
  }
});

// Fields of one letter each, such as the rows of a paper sheet: a letter leads on to the next field.
addEventListener("input", ({ target }) => {
  if (target.maxLength !== 1 || !target.value || !target.form) return;
  const fields = [...target.form.elements].filter((field) => !field.hidden && field.type !== "hidden");
  fields[fields.indexOf(target) + 1]?.focus();
});
