// Tells that there is something new on the page, without moving what one reads. The stream at [data-live] sends
//   event: news    any data     shows the link "Show what is new"
//   event: count   {"key": 12}  writes the number into [data-live-count="key"]
// The browser reconnects by itself; a hidden page listens again when it is looked at.

const page = document.querySelector("[data-live]");
const mark = document.querySelector("[data-live-mark]");
const number = new Intl.NumberFormat(document.documentElement.lang);
let stream;

function show() {
  if (mark) mark.hidden = false;
}

function count(event) {
  for (const [key, value] of Object.entries(JSON.parse(event.data))) {
    for (const place of document.querySelectorAll(`[data-live-count="${CSS.escape(key)}"]`)) {
      const words = typeof value === "number" ? number.format(value) : String(value);
      if (place.textContent === words) continue;
      place.textContent = words;
      place.classList.add("changed");
      setTimeout(() => place.classList.remove("changed"), 1500);
    }
  }
}

function listen() {
  if (!page || stream || document.hidden) return;
  stream = new EventSource(page.dataset.live);
  stream.addEventListener("news", show);
  stream.addEventListener("count", count);
}

function rest() {
  stream?.close();
  stream = undefined;
}

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
listen();
