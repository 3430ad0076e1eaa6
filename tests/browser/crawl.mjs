// Which pages there are: every link followed, sorted by the template of its address.

// Pages of one template that are read for their links; the hundredth statement leads where the first ones lead.
const SAMPLES = 3;

/**
 * Follows the links from `starts` as the person of `context`.
 *
 * Answers with one record for each address read: `{ path, from, template, status, html, elements }`, where `from` has
 * the link, `elements` are the kinds of element in the page's own part ("button.do.quiet") and `html` says whether it is
 * a page at all.
 */
export async function crawl(context, url, starts) {
  const reader = await context.newPage();
  const waiting = starts.map((path) => ({ path, from: "the start" }));
  const known = new Set(starts);
  const read = new Map();
  const found = [];

  while (waiting.length) {
    const { path, from } = waiting.shift();
    const template = templateOf(path);
    const count = read.get(template) ?? 0;
    if (count >= SAMPLES) continue;
    read.set(template, count + 1);

    const response = await context.request.get(new URL(path, url).href);
    const html = (response.headers()["content-type"] ?? "").startsWith("text/html");
    const record = { path, from, template, status: response.status(), html, elements: [] };
    found.push(record);
    if (!html) continue;

    const { links, elements } = await reader.evaluate(readPage, await response.text());
    record.elements = elements;
    for (const link of links) {
      const address = new URL(link, response.url());
      const next = address.pathname + address.search;
      if (address.origin !== new URL(url).origin || known.has(next)) continue;
      known.add(next);
      waiting.push({ path: next, from: path });
    }
  }
  await reader.close();
  return found;
}

/** Runs in the browser. Links to the same page in another language are left aside. */
function readPage(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const links = [...page.querySelectorAll("a[href]:not([hreflang])")].map((link) => link.getAttribute("href"));
  const kinds = [...page.querySelectorAll("main *, aside *")].map((element) =>
    [element.localName, ...[...element.classList].sort()].join("."),
  );
  return { links, elements: [...new Set(kinds)] };
}

/** `/i/bowling-green/measures/12?cycle=3` is one of `/i/:initiative/measures/:n?cycle`. */
export function templateOf(path) {
  const { pathname, searchParams } = new URL(path, "http://house");
  const parts = pathname.split("/").map((part, place, all) => {
    if (place === 2 && all[1] === "i") return ":initiative";
    if (place === 4 && all[3] === "thread") return ":kind";
    if (/^\d+$/.test(part)) return ":n";
    if (/^\d{4}(-\d\d){1,2}$/.test(part)) return ":date";
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(part)) return ":id";
    if (/^[\w-]{20,}$/.test(part) && /\d/.test(part)) return ":token";
    return part;
  });
  const keys = [...new Set(searchParams.keys())].sort();
  return parts.join("/") + (keys.length ? `?${keys.join("&")}` : "");
}

/** Of pages of one template, the few that together show every kind of element that any of them has. */
export function cover(pages) {
  const missing = new Set(pages.flatMap((page) => page.elements));
  const chosen = [];
  while (missing.size) {
    const shows = (page) => page.elements.filter((kind) => missing.has(kind)).length;
    const best = pages.reduce((a, b) => (shows(b) > shows(a) ? b : a));
    chosen.push(best);
    for (const kind of best.elements) missing.delete(kind);
  }
  return chosen;
}
