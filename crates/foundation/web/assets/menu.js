// Menus are plain disclosure elements. This module closes an open one on Escape and when one acts elsewhere,
// and brings the present room into view where the rooms do not fit.

const open = () => document.querySelectorAll("details[data-menu][open]");

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

for (const act of ["click", "focusin"]) {
  addEventListener(act, (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
}

document.querySelector(".rooms [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
