// What every page must hold. Each rule answers with its complaints in words; no complaints means that the page is well.

import axe from "axe-core";
import { setTimeout as pause } from "node:timers/promises";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// Tab stops that are tried on one page; long lists repeat themselves.
const TAB_STOPS = 150;

/**
 * Opens `path` with an empty cache and answers with what came over the wire: `{ status, bytes, requests }`, with bytes
 * as compressed, headers included. A live stream counts as a request.
 */
export async function open(page, path) {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  const sizes = new Map();
  const busy = new Set();
  let redirects = 0;
  wire.on("Network.requestWillBeSent", ({ requestId, redirectResponse, request }) => {
    if (!request.url.startsWith("http")) return;
    if (redirectResponse) redirects += 1;
    sizes.set(requestId, (sizes.get(requestId) ?? 0) + (redirectResponse?.encodedDataLength ?? 0));
    busy.add(requestId);
  });
  wire.on("Network.responseReceived", ({ requestId, type }) => type === "EventSource" && busy.delete(requestId));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (busy.delete(requestId)) sizes.set(requestId, sizes.get(requestId) + encodedDataLength);
  });
  wire.on("Network.loadingFailed", ({ requestId }) => busy.delete(requestId));

  const response = await page.goto(path);
  for (let quiet = 0; quiet < 3; quiet = busy.size ? 0 : quiet + 1) await pause(50);
  await wire.detach();
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { status: response.status(), bytes, requests: sizes.size + redirects };
}

/** No violation of WCAG 2.2 A and AA that axe can see, as the page stands now. */
export function accessible(page, where) {
  return complaintsOfAxe(page, where, { type: "tag", values: TAGS });
}

/** The rules of axe that look at colours, for a page that has changed nothing else. */
export function legible(page, where) {
  return complaintsOfAxe(page, where, { type: "rule", values: ["color-contrast", "link-in-text-block"] });
}

async function complaintsOfAxe(page, where, runOnly) {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(`${axe.source}; void 0`);
  const { violations } = await page.evaluate((options) => axe.run(options), { runOnly, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => node.target.join(" "));
    const why = nodes[0].failureSummary.split("\n").slice(1).join(" ").replace(/\s+/g, " ").trim();
    return `axe, ${where}: ${id}, ${nodes.length} times, at ${places.join(", ")}: ${why}`;
  });
}

/** A title, one h1, at most one primary button. */
export function wellHeaded(page) {
  return page.evaluate(() => {
    const complaints = [];
    if (!document.title.trim()) complaints.push("the title is empty");
    const headings = document.querySelectorAll("h1").length;
    if (headings !== 1) complaints.push(`${headings} h1 instead of one`);
    const primary = [...document.querySelectorAll(".do:not(.quiet)")].filter((button) => button.checkVisibility());
    if (primary.length > 1) {
      complaints.push(`${primary.length} primary buttons: ${primary.map((button) => button.textContent.trim()).join(", ")}`);
    }
    return complaints;
  });
}

/** Nothing to scroll sideways in the window as it is (WCAG 1.4.10 asks for 320 CSS pixels). */
export function fits(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(0, 5)
      .map((element) => [element.localName, ...element.classList].join("."));
    return [`${root.scrollWidth} px wide in a window of ${root.clientWidth}; first too wide: ${wide.join(", ")}`];
  });
}

/** By Tab: first the skip link, then every stop shows its outline and is not wholly covered (WCAG 2.4.1, 2.4.7, 2.4.11). */
export async function byKeyboard(page) {
  const complaints = new Set();
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(onSkipLink))) complaints.add("Tab does not reach a skip link first");
  for (let stop = 0; stop < TAB_STOPS; stop += 1) {
    const complaint = await page.evaluate(onFocus);
    if (complaint === null) break;
    if (complaint) complaints.add(complaint);
    await page.keyboard.press("Tab");
  }
  // The skip link covers the mark as long as the focus is on it; what comes next looks at the page at rest.
  await page.evaluate(() => document.activeElement.blur());
  const more = complaints.size - 5;
  return [...[...complaints].slice(0, 5), ...(more > 0 ? [`and ${more} more by keyboard`] : [])];
}

/** Runs in the browser. */
function onSkipLink() {
  const link = document.activeElement;
  const inner = link.matches('a[href^="#"]') && document.querySelector(link.getAttribute("href"));
  const { top, left, width, height } = link.getBoundingClientRect();
  return Boolean(inner) && top >= 0 && left >= 0 && width > 1 && height > 1;
}

/** Runs in the browser: null behind the last stop, else a complaint or "". */
function onFocus() {
  const stop = document.activeElement;
  if (!stop || stop === document.body || stop === document.documentElement) return null;
  const name = `${[stop.localName, ...stop.classList].join(".")} "${(stop.textContent || stop.name || "").trim().slice(0, 40)}"`;

  // A control that is drawn by its label or its neighbour shows its focus there.
  const drawn = [stop, ...(stop.labels ?? []), stop.nextElementSibling].filter(Boolean);
  const outlined = drawn.some((element) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && !/\/ 0\)|, 0\)|transparent/.test(outlineColor);
  });
  if (!outlined) return `no outline on focus: ${name}`;

  const seen = drawn.some((element) =>
    [...element.getClientRects()].some(({ left, top, width, height }) =>
      [0.5, 0.05, 0.95].some((part) => {
        const hit = document.elementFromPoint(left + width * part, top + height * part);
        return hit && drawn.some((shown) => shown.contains(hit) || hit.contains(shown));
      }),
    ),
  );
  return seen ? "" : `focused but covered or out of sight: ${name}`;
}

/** Every link, button and field that the page has with scripts is there without them as well. */
export async function completeWithoutScript(page, plainPage, path) {
  await plainPage.goto(path);
  const without = new Set(await plainPage.evaluate(offers));
  const missing = (await page.evaluate(offers)).filter((offer) => !without.has(offer));
  return [...new Set(missing)].map((offer) => `only with JavaScript: ${offer}`);
}

/** Runs in the browser. Which statement somebody is asked about first is a lot. */
function offers() {
  const all = document.querySelectorAll("a[href], form, button, input:not([type=hidden]), select, textarea");
  return [...all].map((element) =>
    [element.localName, element.getAttribute("href") ?? element.getAttribute("action") ?? element.name ?? ""]
      .join(" ")
      .replace(/statements\/\d+\/votes$/, "statements/:n/votes"),
  );
}

/**
 * In the pseudo-locale en-XA every text of the files stands between ⟦ and ⟧. What else holds letters must be what people
 * wrote: it says so by `dir="auto"`, names a field or a choice that has a number or an id, or is one of `names`.
 */
export async function wordsFromFiles(page, path, names) {
  await page.goto(path);
  return page.evaluate((names) => {
    const complaints = new Set();
    const theirs = (element) => {
      const field = element.closest("option") ?? element.closest("label")?.control;
      if (field) return /\d/.test(field.matches("option, [type=radio], [type=checkbox]") ? field.value : field.name);
      return element.closest('[dir="auto"], main [lang], .languages') !== null;
    };
    const read = (element, place, text) => {
      let rest = text.replaceAll("Groundswell", "");
      for (let before = null; before !== rest; ) [before, rest] = [rest, rest.replace(/⟦[^⟦⟧]*⟧/g, "")];
      if (!/\p{L}/u.test(rest) || theirs(element) || names.includes(text.trim())) return;
      complaints.add(`not from a file of texts: ${place} of ${[element.localName, ...element.classList].join(".")}: ${text.trim()}`);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) read(texts.currentNode.parentElement, "text", texts.currentNode.data);
    for (const attribute of ["aria-label", "placeholder", "title", "alt"]) {
      for (const element of document.body.querySelectorAll(`[${attribute}]`)) {
        read(element, attribute, element.getAttribute(attribute));
      }
    }
    return [...complaints];
  }, names);
}

/** In the pseudo-locale ar-XB the page runs from right to left, and still nothing is to be scrolled sideways. */
export async function mirrors(page, path) {
  await page.goto(path);
  const direction = await page.evaluate(() => getComputedStyle(document.body).direction);
  const complaints = direction === "rtl" ? [] : [`${direction} instead of right to left`];
  return [...complaints, ...(await fits(page))].map((complaint) => `ar-XB: ${complaint}`);
}

/** On paper: no ways to elsewhere, dark ink and no ground, even for whoever reads in the dark. */
export async function printable(page) {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const complaints = await page.evaluate(() => {
    const ways = [...document.querySelectorAll("nav, .tools, .skip, .acts")].filter((way) => way.checkVisibility());
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
    canvas.fillStyle = getComputedStyle(document.querySelector("main")).color;
    canvas.fillRect(0, 0, 1, 1);
    const brightest = Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
    const grounds = [document.documentElement, document.body].map((element) => getComputedStyle(element).backgroundColor);
    return [
      ...ways.map((way) => `on paper: ${[way.localName, ...way.classList].join(".")}`),
      ...(brightest > 80 ? ["on paper: pale ink"] : []),
      ...(grounds.some((ground) => !/, 0\)|255, 255, 255\)/.test(ground)) ? [`on paper: a ground of ${grounds}`] : []),
    ];
  });
  await page.emulateMedia({ media: "screen" });
  return complaints;
}
