// A time for a meeting, on phones, with JavaScript and without: times are offered, everybody says which suit them, the best
// is proposed, and one press makes the meeting.

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

describe("a time for a meeting", () => {
  for (const js of [true, false]) test(`on phones, JavaScript ${js ? "on" : "off"}`, () => found(js));
});

async function found(js) {
  const visitor = await visit(browser, house.url, { js, width: 360 });
  await visitor.signIn("facilitator");
  const lena = new Hands(visitor.page);
  const rosa = await holder(browser, house, HOLDERS.rosa, js);
  const owen = await holder(browser, house, HOLDERS.owen, js);
  try {
    await lena.open(`${HOME}/meetings`);
    await lena.follow("Find a time");
    await lena.pick("Which group meets?", GROUP);
    await lena.fill({
      "What is it called?": "The late line",
      "What will be different after it?": "We know which bus we ask for.",
      "Time 1": `${inDays(5)}T16:00`,
      "How many minutes?": "60",
    });
    await refused(lena, "Offer these times");
    await lena.fill({ "Time 2": `${inDays(6)}T19:00`, "Time 3": `${inDays(7)}T19:00` });
    await fits(lena);
    await lena.press("Offer these times");
    await lena.sees("Nobody has answered yet");
    const poll = lena.path;
    for (const [who, suits] of [[rosa.hands, ["Yes", "If need be", "No"]], [owen.hands, ["No", "Yes", "Yes"]]]) {
      await who.open(poll);
      await refused(who, "Save what suits me");
      for (const [at, words] of suits.entries()) await who.main.locator("fieldset").nth(at).getByLabel(words, { exact: true }).check();
      await who.press("Save what suits me");
      await fits(who);
    }
    await owen.hands.sees("2 people have answered. Best so far:");
    await owen.hands.sees("2 can come, nobody cannot.");
    assert.equal(await owen.hands.main.getByRole("button", { name: /^Plan the meeting on/ }).count(), 0, "who runs meetings takes a time");
    await lena.open(poll);
    await fits(lena);
    await lena.main.getByRole("button", { name: /^Plan the meeting on/ }).first().click();
    await lena.page.waitForURL(/meetings\/\d+/);
    await lena.sees("Steering circle meets on");
    await lena.sees("19:00 UTC");
    await rosa.hands.open(poll);
    await rosa.hands.sees("It is held on");
    await rosa.hands.follow("The meeting");
    await rosa.hands.sees("The late line");
  } finally {
    for (const one of [visitor, rosa.visitor, owen.visitor]) await one.close();
  }
}

/** Presses the button, and is told what is wrong; what was typed stays. */
async function refused(hands, words) {
  await hands.main.getByRole("button", { name: words, exact: true }).click();
  await hands.main.getByRole("heading", { name: "There is a problem" }).waitFor();
}
