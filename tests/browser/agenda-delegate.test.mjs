// A vote in somebody else's hands, on phones, with JavaScript and without: handed on, seen by everybody, taken back, counted
// by itself through who has it, and never in a secret vote.

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

describe("a vote that is handed on", () => {
  for (const js of [true, false]) test(`on phones, JavaScript ${js ? "on" : "off"}`, () => handed(js));
});

async function handed(js) {
  const visitor = await visit(browser, house.url, { js });
  await visitor.signIn("facilitator");
  const lena = new Hands(visitor.page);
  const seats = {};
  for (const [name, email] of Object.entries(HOLDERS)) seats[name] = await holder(browser, house, email, js);
  const hands = (name) => seats[name].hands;
  try {
    await ask(lena, ["For or against"]);
    const decision = lena.path;
    await hands("rosa").open(decision);
    await hands("rosa").follow("Hand your vote to somebody");
    await fits(hands("rosa"));
    const marcus = (await hands("rosa").main.locator("option", { hasText: /Marcus/ }).first().innerText()).trim();
    await hands("rosa").pick("Who answers for you?", marcus);
    await hands("rosa").press("Hand it on");
    await hands("rosa").sees("answers for Rosa");
    await fits(hands("rosa"));
    await hands("rosa").press("Take your vote back");
    assert.ok(!(await hands("rosa").main.innerText()).includes("answers for Rosa"));
    await hands("rosa").follow("Hand your vote to somebody");
    await hands("rosa").pick("Who answers for you?", marcus);
    await hands("rosa").press("Hand it on");

    await lena.open(decision);
    await lena.sees("answers for Rosa");
    for (const name of ["owen", "priya", "glenn", "ruth"]) {
      await hands(name).open(decision);
      await hands(name).tick("Against");
      await hands(name).press("Give this answer");
    }
    await hands("marcus").open(decision);
    await hands("marcus").tick("For");
    await hands("marcus").press("Give this answer");
    await hands("ruth").open(decision);
    await hands("ruth").press("Count the answers");
    await hands("ruth").sees("6 of 7 took part");
    await hands("ruth").sees("One vote was given by a delegate.");
    await hands("ruth").sees("by Marcus");
    await fits(hands("ruth"));

    await ask(lena, ["For or against", "Secret"]);
    await hands("rosa").open(lena.path);
    await hands("rosa").sees("Ballots lie sealed until the end.");
    assert.ok(!(await hands("rosa").main.innerText()).includes("Hand your vote"), "not in a secret vote");
  } finally {
    await visitor.close();
    for (const seat of Object.values(seats)) await seat.visitor.close();
  }
}

async function ask(lena, ticks) {
  await lena.open(`${HOME}/decisions/new`);
  await lena.fill({
    "What is it about?": "Open until nine",
    "What do you propose?": "The library is open until nine.",
    "Last day for answers": inDays(10),
  });
  await lena.pick("Which group looks after it?", GROUP);
  for (const words of ticks) await lena.tick(words);
  await lena.press("Ask for a decision");
}
