// Pictures of pages, for looking at the design and for the README.
//
//     node look.mjs URL FOLDER [PERSON] [PATH...]
//
// Whole pages at 360 and 1280 pixels, light and dark, as PERSON of the demo ("nobody" for a guest). Without paths: one
// page of each template that the person can reach.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { crawl, templateOf } from "./crawl.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const [url, folder, person = "nobody", ...asked] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node look.mjs URL FOLDER [PERSON] [PATH...]");
  process.exit(2);
}

const browser = await openBrowser();
try {
  await mkdir(folder, { recursive: true });
  const paths = asked.length ? asked : await onePageOfEach();
  for (const width of [360, 1280]) {
    for (const scheme of ["light", "dark"]) await photograph(paths, width, scheme);
  }
} finally {
  await browser.close();
}

async function photograph(paths, width, scheme) {
  const visitor = await arrive({ width, scheme });
  for (const path of paths) {
    await visitor.page.goto(path);
    const file = join(folder, `${nameOf(path)}-${width}-${scheme}.png`);
    await visitor.page.screenshot({ path: file, fullPage: true });
    console.log(file);
  }
  await visitor.close();
}

async function onePageOfEach() {
  const visitor = await arrive();
  const found = await crawl(visitor.context, url, [new URL(visitor.page.url()).pathname, "/style"]);
  await visitor.close();
  const pages = found.filter((page) => page.html && page.status === 200);
  return [...new Map(pages.reverse().map((page) => [page.template, page.path])).values()];
}

async function arrive(options) {
  const visitor = await visit(browser, url, options);
  if (person === "nobody") await visitor.page.goto("/");
  else await visitor.signIn(person);
  return visitor;
}

/** A file name that says the page: `i-initiative-measures-n`, or with the real numbers when paths were asked for. */
function nameOf(path) {
  const words = asked.length ? path : templateOf(path);
  return words.replace(/\W+/g, "-").replace(/^-|-$/g, "") || "home";
}
