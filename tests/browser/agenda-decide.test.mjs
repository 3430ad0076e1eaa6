// From a proposal to a version in force: seats of the demo's steering circle answer on phones, one objects, the proposer
// changes the draft and asks anew, all consent, the version is in force, and partners are asked for their word to it again. With JavaScript and without.

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

describe("from a proposal to a version in force, with an objection integrated", () => {
  for (const js of [true, false]) {
    test(`five seats on phones, JavaScript ${js ? "on" : "off"}`, () => decide(js));
  }
});

async function decide(js) {
  const mark = js ? "with" : "without";
  const visitor = await visit(browser, house.url, { js });
  await visitor.signIn("facilitator");
  const lena = new Hands(visitor.page);
  const seats = [];
  for (const email of Object.values(HOLDERS)) seats.push(await holder(browser, house, email, js));
  try {
    const written = await clause(lena, `Nobody waits longer than three weeks, ${mark} exceptions.`);
    await lena.open(`${HOME}/agenda/propose`);
    await lena.fill({ "What is new in it?": `Three weeks ${mark}`, "Last day for answers": inDays(10) });
    await lena.pick("Who decides?", GROUP);
    await lena.press("Propose this version");
    const decision = lena.path;

    const [rosa, ...others] = seats.map(({ hands }) => hands);
    const ruth = others.at(-1);
    await rosa.open(decision);
    await rosa.tick("Objection: it would do harm");
    await rosa.fill({ "Your reason": "Three weeks from when?" });
    await rosa.press("Give this answer");
    await rosa.sees("Three weeks from when?");
    await answer(ruth, decision, "Consent: good enough for now, safe enough to try");

    await lena.open(`${written}/edit`);
    await lena.fill({ "The clause": `Nobody waits longer than three weeks from the day they ask, ${mark} exceptions.` });
    await lena.press("Save this wording");
    await lena.open(decision);
    await lena.follow("Change the proposal and ask anew");
    await lena.fill({ "What is changed, and why?": "It says from which day the weeks count." });
    await lena.tick("Rosa Whitfield: Three weeks from when?");
    await lena.tick("Put the draft, as it stands now, in the place of the version that was proposed");
    await lena.press("Ask anew");
    await lena.sees("raised in round 1, integrated in round 2");
    await lena.sees("It says from which day the weeks count.");

    for (const hands of [rosa, ...others]) {
      await answer(hands, decision, "Consent: good enough for now, safe enough to try");
      await fits(hands);
    }
    await ruth.open(decision);
    await ruth.press("Count the answers");
    await ruth.sees("nobody objected");
    await ruth.open(`${HOME}/agenda`);
    await ruth.sees(`from the day they ask, ${mark} exceptions.`);
    const version = await ruth.main.innerText();
    assert.ok(!version.includes(`three weeks, ${mark} exceptions`), "what was objected to is not in force");

    const marcus = seats[Object.keys(HOLDERS).indexOf("marcus")].hands;
    await marcus.open(`${HOME}/today`);
    await marcus.sees("of the agenda waits for the word of Warren County workforce team");
  } finally {
    await visitor.close();
    for (const seat of seats) await seat.visitor.close();
  }
}

/** Writes a clause; answers its path. */
async function clause(lena, words) {
  await lena.open(`${HOME}/agenda/clauses/new`);
  await lena.pick("Where does it belong?", "Principles");
  await lena.fill({ "The clause": words });
  await lena.press("Write it into the draft");
  return lena.path;
}

async function answer(hands, decision, words) {
  await hands.open(decision);
  await hands.tick(words);
  await hands.press("Give this answer");
}
