// A secret vote on phones, with JavaScript and without: it says what is fixed before one votes, the receipt comes once,
// a second ballot takes the place of the first, and at the end everybody finds their line in the published list.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { GROUP, HOLDERS, HOME, fits, holder, inDays } from "./agenda-seats.mjs";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

describe("a secret vote", () => {
  for (const js of [true, false]) {
    test(`six seats on phones, JavaScript ${js ? "on" : "off"}`, () => vote(js));
  }
});

async function vote(js) {
  const visitor = await visit(browser, house.url, { js });
  await visitor.signIn("facilitator");
  const lena = new Hands(visitor.page);
  const seats = [];
  for (const email of Object.values(HOLDERS)) seats.push(await holder(browser, house, email, js));
  try {
    await lena.open(`${HOME}/decisions/new`);
    await lena.fill({
      "What is it about?": "Where do we begin?",
      "What do you propose?": "One place to begin with.",
      "Last day for answers": inDays(10),
      "What can be chosen?": "The bridge\nThe school\nThe station",
    });
    await lena.pick("Which group looks after it?", GROUP);
    await lena.tick("Instant runoff");
    await lena.tick("Secret");
    await lena.press("Ask for a decision");
    const decision = lena.path;
    await lena.sees("Ballots lie sealed until the end.");

    const receipts = [];
    for (const [at, { hands }] of seats.entries()) {
      await hands.open(decision);
      await hands.sees("Ballots lie sealed until the end.");
      await hands.pick("The school", "1");
      await hands.pick("The bridge", at === 0 ? "2" : "no place");
      await hands.press("Cast this ballot");
      await hands.sees("it is shown once");
      receipts.push(await receipt(hands));
      await fits(hands);
    }
    const [{ hands: rosa }] = seats;
    await rosa.follow("Back to the vote");
    await rosa.sees("You have voted.");
    await rosa.pick("The station", "1");
    await rosa.press("Cast this ballot");
    const replaced = receipts[0];
    receipts[0] = await receipt(rosa);
    await rosa.open(decision);
    assert.ok(!(await rosa.page.content()).includes(receipts[0]), "the receipt is shown once");

    const { hands: ruth } = seats.at(-1);
    await ruth.open(decision);
    await ruth.sees("6 of 6 have taken part.");
    await ruth.press("Count the answers");
    await ruth.sees("The school");
    const list = await ruth.page.content();
    for (const code of receipts) assert.ok(list.includes(code), `${code} is in the list`);
    assert.ok(!list.includes(replaced), "what was replaced is not");
    await fits(ruth);
    const names = await ruth.main.innerText();
    assert.ok(!names.includes("Owen Tate"), "nobody is named");
  } finally {
    await visitor.close();
    for (const seat of seats) await seat.visitor.close();
  }
}

async function receipt(hands) {
  const code = (await hands.main.innerText()).match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/);
  assert.ok(code, "a receipt");
  return code[0];
}
