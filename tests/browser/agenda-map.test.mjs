// The map of opinions on a phone, with JavaScript and without: what it says, where somebody stands after voting, the same
// as a table; and with JavaScript a new map comes to the page that is open, without a question from it.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const CONVERSATION = "/i/bowling-green/conversations/1";
/** So many votes until one is surely in a group. */
const VOTES = 9;
const DRAWN_WITHIN_MS = 60_000;

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

describe("the map of opinions", () => {
  for (const js of [true, false]) {
    test(`on a phone, JavaScript ${js ? "on" : "off"}`, () => map(js));
  }
  test("a new map comes to the page that is open", () => pushed());
});

/** The demo's map is drawn soon after it begins to serve. */
async function drawn(page) {
  const deadline = Date.now() + DRAWN_WITHIN_MS;
  for (;;) {
    await page.goto(`${CONVERSATION}/map`);
    if (await page.locator("main svg path[data-marks]").count()) return;
    assert.ok(Date.now() < deadline, "the map is drawn");
    await page.waitForTimeout(500);
  }
}

async function map(js) {
  const visitor = await visit(browser, house.url, { js, width: 360 });
  const hands = new Hands(visitor.page);
  try {
    await drawn(visitor.page);
    await hands.sees("2 groups see this differently");
    await hands.sees("What unites us");
    await hands.sees("Impact on traffic flow");
    await hands.sees("Group A");
    await hands.sees("What divides us");
    await visitor.page.getByText("Show as table").first().click();
    await hands.sees("Share of those shown");
    const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `nothing is wider than the phone: ${wide}`);

    await hands.open(CONVERSATION);
    for (let vote = 0; vote < VOTES; vote += 1) await hands.press("Agree");
    await hands.follow("Groups, what unites and what divides");
    await hands.sees("You stand in group");
    assert.deepEqual(visitor.errors, []);
  } finally {
    await visitor.close();
  }
}

async function pushed() {
  const [reader, voter] = [await visit(browser, house.url, { width: 360 }), await visit(browser, house.url)];
  try {
    await drawn(reader.page);
    const votes = reader.page.locator('[data-live-count="map-votes"]').first();
    const before = await votes.innerText();
    let asked = 0;
    reader.page.on("request", () => (asked += 1));
    const hands = new Hands(voter.page);
    await hands.open(CONVERSATION);
    await hands.press("Agree");
    await reader.page.waitForFunction(
      (old) => document.querySelector('[data-live-count="map-votes"]').textContent !== old,
      before,
      { timeout: 20_000 },
    );
    assert.equal(asked, 0, "it is sent, not asked for");
    assert.deepEqual(reader.errors, []);
  } finally {
    await reader.close();
    await voter.close();
  }
}
