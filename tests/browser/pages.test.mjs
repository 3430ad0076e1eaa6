// Every page template of the demo, as everybody who may see it: accessible, light in weight, whole without scripts,
// usable on a small screen and by keyboard.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { after, describe, test } from "node:test";
import { cover, crawl } from "./crawl.mjs";
import { openHouse } from "./house.mjs";
import { accessible, byKeyboard, completeWithoutScript, fits, open, wellHeaded } from "./rules.mjs";
import { demoPeople, openBrowser, visit } from "./visitor.mjs";

const MOST_BYTES = 100_000;
const MOST_REQUESTS = 6;
const NARROW = 320;
const STARTS = ["/", "/demo", "/style"];
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
const chosen = templates.flatMap((template) => cover(pages.filter((page) => page.template === template)));
const lost = { path: "/nothing-is-here", template: "not found", status: 404, person: "nobody" };
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
  for (const page of [...chosen, lost]) {
    test(`${page.template} as ${page.person}`, (t) =>
      inOneVisit((visitor) => check(t, visitor, page), { cookies: sessions.get(page.person).cookies }),
    );
  }
});

async function check(t, visitor, { path, template, status, person }) {
  const { page } = visitor;
  const asPlain = { cookies: sessions.get(person).cookies, js: false };
  const first = await open(page, path);
  const errors = visitor.errors.filter((error) => status === 200 || !error.includes(`status of ${status}`));
  const complaints = [
    first.status === status ? [] : [`status ${first.status}`],
    first.bytes <= MOST_BYTES ? [] : [`${first.bytes} bytes at first view`],
    first.requests <= MOST_REQUESTS ? [] : [`${first.requests} requests at first view`],
    errors.map((error) => `console: ${error}`),
    await wellHeaded(page),
    await byKeyboard(page),
    await inOneVisit((plain) => completeWithoutScript(page, plain.page, path), asPlain),
    await accessible(page, "light"),
    await fits(page, NARROW),
  ].flat();
  await page.emulateMedia({ colorScheme: "dark" });
  complaints.push(...(await accessible(page, "dark")));
  await page.setViewportSize({ width: NARROW, height: 800 });
  complaints.push(...(await accessible(page, `dark at ${NARROW} px`)));
  complaints.push(...visitor.strayed.map((address) => `asks another host: ${address}`));

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
