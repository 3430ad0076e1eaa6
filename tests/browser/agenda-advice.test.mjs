// A proposal from its one page to its vote, on phones, with JavaScript and without: what, why and whom it concerns stand
// together, somebody who knows is asked first, the proposer answers, words change, and then those who decide are asked.

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

describe("advice before a vote", () => {
  for (const js of [true, false]) test(`on phones, JavaScript ${js ? "on" : "off"}`, () => advised(js));
});

async function advised(js) {
  const title = js ? "The late line" : "The early line";
  const visitor = await visit(browser, house.url, { js, width: 360 });
  await visitor.signIn("facilitator");
  const lena = new Hands(visitor.page);
  const marcus = await holder(browser, house, HOLDERS.marcus, js);
  const owen = await holder(browser, house, HOLDERS.owen, js);
  try {
    await lena.open(`${HOME}/decisions/new`);
    await lena.fill({
      "What is it about?": title,
      "What do you propose?": "The bus runs until eleven.",
      "Why?": "Shifts end at half past ten.",
      "Who is affected?": "Whoever works late",
      "Last day for answers": inDays(10),
    });
    await lena.pick("Which group looks after it?", GROUP);
    await lena.tick("Yes, ask for advice before the vote opens");
    await lena.press("Ask for a decision");
    const decision = lena.path;
    for (const words of ["The bus runs until eleven.", "Shifts end at half past ten.", "Whoever works late"]) await lena.sees(words);
    await owen.hands.open(decision);
    assert.equal(await owen.hands.main.getByRole("button", { name: "Give this answer" }).count(), 0, "the vote is not open yet");

    await lena.follow("To the advice round");
    await lena.pick("Whom do you ask?", await named(lena, /^Marcus/));
    await lena.press("Ask for advice");
    await lena.sees("Has been asked; no advice yet.");
    await fits(lena);

    await marcus.hands.open(`${HOME}/today`);
    await marcus.hands.follow(new RegExp(`You are asked for advice: ${title}`));
    await marcus.hands.fill({ "Advice, or the answer to it": "Until half past eleven: cleaning takes longer." });
    await marcus.hands.press("Give this advice");
    await fits(marcus.hands);

    await lena.open(`${decision}/open`);
    const early = lena.main.getByRole("button", { name: "Open the vote" });
    await Promise.all([lena.page.waitForEvent("framenavigated"), early.click()]);
    await lena.sees("Some advice has no answer yet.");
    await lena.open(`${decision}/advice`);
    await lena.follow(/^Advise, or answer/);
    await lena.fill({ "Advice, or the answer to it": "Yes, we change it." });
    await lena.press("Answer this advice");
    await lena.follow("Open the vote");
    await lena.fill({ "The proposal, as it shall be decided on": "The bus runs until half past eleven." });
    await lena.press("Open the vote");
    await owen.hands.open(decision);
    for (const words of ["until half past eleven", "cleaning takes longer", "Yes, we change it."]) await owen.hands.sees(words);
    await owen.hands.tick("Consent: good enough for now, safe enough to try");
    await owen.hands.press("Give this answer");
    await fits(owen.hands);
  } finally {
    for (const one of [visitor, owen.visitor, marcus.visitor]) await one.close();
  }
}

/** The option that begins so. */
async function named(hands, words) {
  const all = await hands.main.getByLabel("Whom do you ask?").locator("option").allInnerTexts();
  return all.map((option) => option.trim()).find((option) => words.test(option));
}
