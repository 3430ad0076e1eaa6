// A newcomer brings the file that a statistics office published, as it came: lines above the header, blanks in the numbers,
// totals among the rows. A tree of places is read from the same file, columns are chosen once, and what the counties add up to
// are the rates that the office published for the states. On a phone, with JavaScript and without.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const PHONE_PX = 360;
const HOME = "/i/bowling-green";
const PARTNER = "Warren County workforce team";
const MEASURE = "Unemployment in all states";
const PUBLISHED = gunzipSync(readFileSync("../../crates/groundswell/data/usda-ers-unemployment.csv.gz")).toString();
const YEARS = Array.from({ length: 12 }, (_, at) => String(2007 + at));
// The office's own sum for Virginia in 2010 is nine thousandths of a point off what its counties add up to, past a rounding.
const DIFFERS = ["51000 2010"];

const browser = await openBrowser();
after(() => browser.close());

for (const js of [true, false]) {
  test(`a published file becomes the published rates, JavaScript ${js ? "on" : "off"}`, async () => {
    const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
    const backbone = await visit(browser, house.url, { js, width: PHONE_PX });
    const partner = await visit(browser, house.url, { js, width: PHONE_PX });
    try {
      await backbone.signIn("backbone");
      await partner.signIn("partner");
      const measure = await prepare(new Hands(backbone.page));
      await bring(new Hands(backbone.page), measure);
      await accept(new Hands(partner.page), measure);
      await compare(partner.page, measure);
      await again(new Hands(backbone.page), measure);
    } finally {
      await backbone.close();
      await partner.close();
      await house.stop();
    }
  });
}

/** A measure, its tree of places, and one partner that reports all of it. */
async function prepare(hands) {
  await hands.open(`${HOME}/measures/new`);
  await hands.fill({ "What do people call it?": MEASURE, "What is counted?": "people without work", "Out of what?": "people who work or look" });
  await hands.press("Define this measure");
  const measure = hands.path.match(/measures\/(\d+)/)[1];
  await hands.open(`${HOME}/measures/${measure}/dimensions`);
  await hands.fill({ "By what?": "County" });
  await hands.tick("A tree of places");
  await hands.attach("Or as a file", "places.csv", tree());
  await hands.press("Tell it apart");
  await hands.sees("3,275 places. 3,222 of them hold no other and report.");
  await hands.open(`${HOME}/measures/${measure}/duties`);
  await hands.tick(PARTNER);
  await hands.press("Give them this duty");
  return measure;
}

/** First a file that is none; then the real one, whose columns are chosen, looked at and sent. */
async function bring(hands, measure) {
  await hands.open(`${HOME}/measures/${measure}/import`);
  await hands.attach("File", "empty.csv", " ");
  await hands.page.getByRole("button", { name: "Read this file" }).click();
  await hands.sees("This file is empty.");
  await hands.attach("File", "Unemployment.csv", PUBLISHED);
  await hands.press("Read this file");
  await hands.pick("Which column counts “people without work”?", "Unemployed_{period}: 12 columns, 2007 to 2018");
  await hands.pick("Which column counts “people who work or look”?", "Civilian_labor_force_{period}: 12 columns, 2007 to 2018");
  await hands.pick("Which column holds County?", "FIPS: 00000");
  await hands.press("Read this file");
  await read(hands);
  await hands.press("Send these numbers");
}

/** Waits until a file is read: by itself with JavaScript or without, so here by looking again. */
async function read(hands) {
  const send = hands.page.getByRole("button", { name: "Send these numbers" });
  for (let looked = 0; looked < 120 && (await send.count()) === 0; looked += 1) {
    await hands.page.waitForTimeout(250);
    await hands.page.reload();
  }
}

async function accept(hands, measure) {
  await hands.open(`${HOME}/measures/${measure}`);
  await hands.open(`${HOME}/duties/${await dutyOf(hands)}`);
  await hands.sees("0 of 12 periods count.");
  await hands.press("Accept all 12");
  await hands.sees("12 of 12 periods count.");
}

/** The number of the duty that came last: that of this measure. */
async function dutyOf(hands) {
  const answer = await hands.page.request.get(new URL(`/api${HOME}/duties`, hands.page.url()).href);
  return Math.max(...(await answer.json()).map((duty) => duty.number));
}

/** What the counties of each state add up to, beside what the office published for it. */
async function compare(page, measure) {
  const answer = await page.request.get(new URL(`${HOME}/measures/${measure}/data.csv`, page.url()).href);
  const [header, ...lines] = (await answer.text()).trim().split("\n").map(cells);
  const at = (name) => header.indexOf(name);
  const found = new Map(lines.map((line) => [`${line[at("category")]} ${line[at("period")]}`, Number(line[at("value")])]));
  const states = published().filter(({ code }) => code.endsWith("000") && code !== "00000");
  const different = states.flatMap(({ code, rates }) =>
    YEARS.filter((year, at) => Math.abs(found.get(`${code} ${year}`) - rates[at]) > 0.05 + 1e-9 || !found.has(`${code} ${year}`)).map((year) => `${code} ${year}`),
  );
  assert.equal(states.length * YEARS.length, 624);
  assert.deepEqual(different, DIFFERS);
}

/** The second time nothing is chosen and nothing is new. */
async function again(hands, measure) {
  await hands.open(`${HOME}/measures/${measure}/import`);
  await hands.attach("File", "Unemployment.csv", PUBLISHED);
  await hands.press("Read this file");
  await read(hands);
  assert.match(hands.path, /import\/[0-9a-f-]+$/, "no columns are asked for");
}

/** Places as lines of code, name and the place they lie in: counties in states, states in the country. */
function tree() {
  const parent = (code) => (code === "00000" ? "" : code.endsWith("000") ? "00000" : `${code.slice(0, 2)}000`);
  const lines = published().map(({ code, name }) => `${code},"${name}",${parent(code)}`);
  return ["code,name,parent", ...lines].join("\n");
}

/** Every place of the published file with its rates, in the order of the years. */
function published() {
  const rows = PUBLISHED.split(/\r?\n/).map(cells);
  const header = rows.findIndex((row) => row[0]?.trim() === "FIPS");
  const at = (name) => rows[header].findIndex((title) => title.trim() === name);
  const rates = YEARS.map((year) => at(`Unemployment_rate_${year}`));
  return rows.slice(header + 1).filter((row) => /^\d{5}$/.test(row[0])).map((row) => ({
    code: row[0], name: row[2], rates: rates.map((column) => Number(row[column])),
  }));
}

/** The cells of a line of a table, without quotes. */
function cells(line) {
  return [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((cell) => cell[2] ?? cell[1]);
}
