// Tells that there is something new on the page, without moving what one reads. The stream at [data-live] sends
//   event: news    any data     shows the link "Show what is new"
//   event: count   {"key": 12}  writes the number into [data-live-count="key"]
//   event: map     {"counts": {"key": 12}, "groups": 2, "marks": {"a0": "M3 4h0"}}  counts, and the paths [data-marks]
// The browser reconnects by itself; a hidden page listens again when it is looked at.

const page = document.querySelector("[data-live]");
const mark = document.querySelector("[data-live-mark]");
const number = new Intl.NumberFormat(document.documentElement.lang);
let stream;

function show() {
  if (mark) mark.hidden = false;
}

function count(counts) {
  for (const [key, value] of Object.entries(counts)) {
    for (const place of document.querySelectorAll(`[data-live-count="${CSS.escape(key)}"]`)) {
      const words = typeof value === "number" ? number.format(value) : String(value);
      if (place.textContent === words) continue;
      place.textContent = words;
      place.classList.add("changed");
      setTimeout(() => place.classList.remove("changed"), 1500);
    }
  }
}

// What is said of the groups is on the page as it was: with more or fewer of them there is something new to read.
function map({ counts, groups, marks }) {
  count(counts);
  for (const path of document.querySelectorAll("[data-marks]")) path.setAttribute("d", marks[path.dataset.marks] ?? "");
  if (document.querySelector(`[data-groups]:not([data-groups="${groups}"])`)) show();
}

function listen() {
  if (!page || stream || document.hidden) return;
  stream = new EventSource(page.dataset.live);
  stream.addEventListener("news", show);
  stream.addEventListener("count", (event) => count(JSON.parse(event.data)));
  stream.addEventListener("map", (event) => map(JSON.parse(event.data)));
}

function rest() {
  stream?.close();
  stream = undefined;
}

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
listen();
