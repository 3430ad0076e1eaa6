// Every page template of the demo, as everybody who may see it: accessible, light in weight, whole without scripts,
// usable on a small screen and by keyboard, without a word that no translator sees, from right to left, and on paper.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { cover, crawl } from "./crawl.mjs";
import { openHouse } from "./house.mjs";
import {
  accessible,
  byKeyboard,
  completeWithoutScript,
  fits,
  legible,
  mirrors,
  open,
  printable,
  wellHeaded,
  wordsFromFiles,
} from "./rules.mjs";
import { demoPeople, openBrowser, visit } from "./visitor.mjs";

const MOST_BYTES = 100_000;
const MOST_REQUESTS = 6;
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 800 };
// What the demo's people named, where no element says that it is theirs: captions, column heads, titles of charts.
const NAMES = [
  "Allen County",
  "BRADD",
  "Barren River district",
  "County",
  "Everyone is connected",
  "Getting around does not cost the day",
  "People have work they can live on",
  "Unemployment",
  "Warren County workforce team",
  "homes",
  "homes with two providers or more",
  "people in the labour force",
  "trips counted",
  "trips of more than twenty minutes",
  "unemployed people",
];
// Its samples show form: headings and primary buttons in every state, written in English.
const STYLE = "/style";
const STARTS = ["/", "/demo", STYLE];
const REPORT = new URL("../../target/check/pages.md", import.meta.url);

const house = await openHouse();
const browser = await openBrowser();

// Who looks, by label: the cookies of their session, and where they start.
const sessions = new Map([["nobody", { cookies: [], home: "/" }]]);
const found = [];
for (const label of await inOneVisit((visitor) => demoPeople(visitor.page))) {
  await inOneVisit(async (visitor) => {
    await visitor.signIn(label);
    sessions.set(label, { cookies: await visitor.context.cookies(), home: new URL(visitor.page.url()).pathname });
  });
}
for (const [person, { cookies, home }] of sessions) {
  const starts = [...new Set([home, ...STARTS])];
  const seen = await inOneVisit((visitor) => crawl(visitor.context, house.url, starts), { cookies });
  found.push(...seen.map((page) => ({ ...page, person })));
}

const pages = found.filter((page) => page.html && page.status === 200);
const templates = [...new Set(pages.map((page) => page.template))].sort();
const ofEach = templates.flatMap((template) => cover(pages.filter((page) => page.template === template)));
// What stands around a page is each person's own: it is seen on the page they arrive at.
const firsts = pages.filter((page) => page.path === sessions.get(page.person).home);
const lost = { path: "/nothing-is-here", template: "not found", status: 404, person: "nobody" };
const chosen = [...new Set([...ofEach, ...firsts, lost])];
const report = [];

after(async () => {
  await browser.close();
  await house.stop();
  writeReport();
});

test("the demo has somebody for every role", () => {
  assert.ok(sessions.size >= 6, [...sessions.keys()].join(", "));
});

test("every link leads somewhere", () => {
  const broken = found.filter((page) => page.status !== 200);
  const lines = broken.map(({ path, from, status, person }) => `${status} ${path}, linked from ${from}, as ${person}`);
  if (lines.length) assert.fail(["", ...lines].join("\n  "));
});

describe("pages", { concurrency: 2 }, () => {
  for (const [person, { cookies }] of sessions) {
    describe(`as ${person}`, { concurrency: 1 }, () => {
      const visitors = {};
      before(async () => {
        visitors.usual = await visit(browser, house.url, { cookies });
        visitors.plain = await visit(browser, house.url, { cookies, js: false });
        visitors.accented = await visit(browser, house.url, { cookies, js: false, locale: "en-XA" });
        visitors.mirrored = await visit(browser, house.url, { cookies, js: false, locale: "ar-XB", width: NARROW.width });
      });
      after(() => Promise.all(Object.values(visitors).map((visitor) => visitor.close())));
      for (const page of chosen.filter((page) => page.person === person)) {
        test(page.template, (t) => check(t, visitors, page));
      }
    });
  }
});

async function check(t, { usual, plain, accented, mirrored }, { path, template, status, person }) {
  const { page, errors, strayed } = usual;
  errors.length = 0;
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(WIDE);
  const first = await open(page, path);
  const complaints = [
    first.status === status ? [] : [`status ${first.status}`],
    first.bytes <= MOST_BYTES ? [] : [`${first.bytes} bytes at first view`],
    first.requests <= MOST_REQUESTS ? [] : [`${first.requests} requests at first view`],
    template === STYLE ? [] : await wellHeaded(page),
    await byKeyboard(page),
    await completeWithoutScript(page, plain.page, path),
    await accessible(page, "light"),
  ].flat();
  await page.emulateMedia({ colorScheme: "dark" });
  complaints.push(...(await legible(page, "dark")));
  await page.setViewportSize(NARROW);
  complaints.push(...(await fits(page)), ...(await accessible(page, `dark at ${NARROW.width} px`)));
  complaints.push(...(template === STYLE ? [] : await wordsFromFiles(accented.page, path, NAMES)));
  complaints.push(...(await mirrors(mirrored.page, path)), ...(await printable(page)));
  const unexpected = errors.filter((error) => status === 200 || !error.includes(`status of ${status}`));
  complaints.push(...unexpected.map((error) => `console: ${error}`));
  complaints.push(...strayed.map((address) => `asks another host: ${address}`));

  report.push({ template, person, path, ...first, complaints: complaints.length });
  t.diagnostic(`${path}: ${first.bytes} bytes, ${first.requests} requests`);
  if (complaints.length) assert.fail(["", ...complaints].join("\n  "));
}

/** Does `what` with a new visitor and answers with what came of it. */
async function inOneVisit(what, options) {
  const visitor = await visit(browser, house.url, options);
  try {
    const outcome = await what(visitor);
    await visitor.close();
    return outcome;
  } finally {
    await visitor.context.close();
  }
}

/** The figures of each page, for people, in target/check. */
function writeReport() {
  const rows = report
    .sort((a, b) => a.template.localeCompare(b.template))
    .map((row) => `| ${row.template} | ${row.person} | ${row.bytes} | ${row.requests} | ${row.complaints} |`);
  const heading = ["| template | seen as | bytes | requests | complaints |", "|---|---|--:|--:|--:|"];
  mkdirSync(new URL(".", REPORT), { recursive: true });
  writeFileSync(REPORT, [...heading, ...rows, ""].join("\n"));
  const most = (key) => Math.max(...report.map((row) => row[key]));
  console.log(
    `figure: ${templates.length} page templates, ${report.length} pages seen by ${sessions.size} kinds of people, ` +
      `at most ${most("bytes")} bytes and ${most("requests")} requests; each in target/check/pages.md`,
  );
}
