// Somebody takes a measure's data home on a phone, with JavaScript and without: from its page to the files, each of which
// says the same as the page and as the API.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { accessible, fits, wellHeaded } from "./rules.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const PHONE = 360;
const MEASURE = "/i/bowling-green/measures/1";

const house = await openHouse();
const browser = await openBrowser();

after(async () => {
  await browser.close();
  await house.stop();
});

for (const js of [false, true]) {
  describe(js ? "with JavaScript" : "without JavaScript", () => {
    test("a stranger takes the data of a measure home", () => takenHome(js));
    test("a partner takes all measures home and finds the way for programs", () => everything(js));
  });
}

async function takenHome(js) {
  const stranger = await visit(browser, house.url, { js, width: PHONE });
  const hands = new Hands(stranger.page);
  await hands.open(MEASURE);
  await hands.follow("Download the data");
  await hands.sees("Every file says the same.");
  await hands.sees("hold what was published");
  await hands.sees("An empty cell means that it is not known, never zero.");
  assert.deepEqual(await fits(stranger.page), []);
  assert.deepEqual(await wellHeaded(stranger.page), []);
  if (js) assert.deepEqual(await accessible(stranger.page, "the page of files"), []);

  const shown = await (await stranger.context.request.get(`/api${MEASURE}/data`)).json();
  const table = rows(await take(stranger.page, "Table (CSV)", "bowling-green-measure-1.csv"));
  assert.deepEqual(
    table.map(({ period, value }) => [period, value === "" ? null : Number(value)]),
    shown.values.map(({ period, value }) => [period, value]),
  );
  const json = JSON.parse(await take(stranger.page, "JSON", "bowling-green-measure-1.json"));
  assert.deepEqual(json.values, shown.values);
  const book = await take(stranger.page, "Workbook (XLSX)", "bowling-green-measure-1.xlsx");
  const archive = await take(stranger.page, "Data package (ZIP)", "bowling-green-measure-1.zip");
  for (const packed of [book, archive]) assert.equal(packed.subarray(0, 2).toString(), "PK");
  const sdmx = rows(await take(stranger.page, "SDMX-CSV", "bowling-green-measure-1.sdmx.csv"));
  assert.deepEqual(new Set(sdmx.map((row) => row.STRUCTURE_ID)), new Set(["GROUNDSWELL:MEASURES(1.0)"]));
  const described = JSON.parse(await take(stranger.page, "Description of the table (CSVW)", "bowling-green-measure-1.csv-metadata.json"));
  assert.deepEqual(described.tableSchema.columns.map(({ name }) => name), Object.keys(table[0]));
  const dataset = JSON.parse(await take(stranger.page, "Description for search engines (JSON-LD)", "bowling-green-measure-1.jsonld"));
  assert.equal(dataset["@type"], "Dataset");
  assert.deepEqual(stranger.errors, []);
  await stranger.close();
}

async function everything(js) {
  const partner = await visit(browser, house.url, { js, width: PHONE });
  await partner.signIn("partner");
  const hands = new Hands(partner.page);
  await hands.open("/i/bowling-green/measures");
  await hands.follow("Download all data");
  await hands.sees("As a member you get every value that partners have accepted");
  assert.deepEqual(await fits(partner.page), []);
  const table = rows(await take(partner.page, "Table (CSV)", "bowling-green.csv"));
  const listed = await (await partner.context.request.get("/api/i/bowling-green/measures")).json();
  const known = new Set(listed.map(({ number }) => String(number)));
  assert.ok(table.length > 0 && table.every(({ measure }) => known.has(measure)));
  await hands.sees(`${house.url}/i/bowling-green/dhis2`);
  await hands.follow("Make a token");
  assert.equal(hands.path, "/me/tokens");
  await partner.close();
}

/** Follows the link to a file and answers with what came. */
async function take(page, words, name) {
  const link = page.locator("main").getByRole("link", { name: words, exact: true });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  assert.equal(download.suggestedFilename(), name);
  return readFileSync(await download.path());
}

/** The rows of a table as objects; no cell of the demo's holds a line break. */
function rows(table) {
  const [head, ...lines] = table.toString("utf8").trimEnd().split("\r\n").map(cells);
  return lines.map((line) => Object.fromEntries(head.map((name, at) => [name, line[at]])));
}

function cells(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}
