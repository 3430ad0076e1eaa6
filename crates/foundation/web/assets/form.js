// Forms are complete without this module. It keeps a form from being sent twice, says while something written is
// not sent yet, shows a password on demand, filters a list while one types, says what a choice costs, and takes the
// reader to the summary of problems.

function changed(form, yes) {
  form.toggleAttribute("data-changed", yes);
  for (const sign of form.querySelectorAll("[data-unsent-sign]")) sign.hidden = !yes;
}

function sending(form, yes) {
  form.toggleAttribute("data-sending", yes);
  form.toggleAttribute("aria-busy", yes);
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.submitter?.formMethod === "get") return;
  if (form.hasAttribute("data-sending")) return event.preventDefault();
  sending(form, true);
  changed(form, false);
});

// A page that comes back out of the browser's memory may be sent again; its key keeps that harmless.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sending]")) sending(form, false);
});

addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-once]")) changed(form, true);
  if (event.target.matches("[data-picker] input[type=search]")) filter(event.target);
  if (event.target.matches("[data-cost]")) spend(form);
});

addEventListener("beforeunload", (event) => {
  const written = document.querySelector("form[data-changed] textarea");
  if (written && written.value !== written.defaultValue) event.preventDefault();
});

function filter(search) {
  const wanted = search.value.trim().toLocaleLowerCase();
  for (const somebody of search.closest("[data-picker]").querySelectorAll("li")) {
    const chosen = isChosen(somebody.querySelector("input, select"));
    somebody.hidden = !chosen && !somebody.textContent.toLocaleLowerCase().includes(wanted);
  }
}

function isChosen(field) {
  return ["checkbox", "radio"].includes(field.type) ? field.checked : Number(field.value) > 0;
}

// What is chosen on a ballot, what it costs together, and how many points are given. The server says the same.
function spend(form) {
  const box = form.querySelector("[data-spending]");
  const chosen = [...box.querySelectorAll("[data-cost]")].filter(isChosen);
  const sum = (of) => chosen.reduce((all, field) => all + Number(of(field)), 0);
  const say = (mark, number, words = "0") => {
    const place = form.querySelector(`[${mark}]`);
    if (place) place.textContent = words.replace("0", number.toLocaleString(document.documentElement.lang));
  };
  const cost = sum((field) => field.dataset.cost);
  say("data-chosen", chosen.length);
  say("data-points", sum((field) => field.value));
  say("data-sum", cost / Number(box.dataset.unit), form.querySelector("[data-sum]").dataset.sum);
  form.querySelector("[data-spent]").value = cost;
}

for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  const words = [button.textContent, button.dataset.hide];
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", shown);
    button.textContent = words[Number(shown)];
  });
}

document.querySelector("[data-focus]")?.focus();
