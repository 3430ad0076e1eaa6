// A session from story to plan by three people at once, each on a phone, with JavaScript and without: rows of their own,
// one leaves and comes back, everybody scores alone, and a line of the plan becomes a commitment whose thread leads back to
// the measure.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const HOME = "/i/bowling-green";
const QUESTION = "Who is still not in it, and what do we do by spring?";
const CAUSE = "The permit office answers after nine weeks";
/** The name of what does something to the cause or a line: its second half is there for those who hear it. */
const of = (what, whom = CAUSE) => new RegExp(`^${what}\\s*:\\s*${whom}`);
const OPTION = "Each permit is answered within three weeks, by a person with a name";
const LINE = "Ask the permit office for one person with a name";

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

describe("from story to plan by three people at once", () => {
  for (const js of [true, false]) {
    test(`on phones, JavaScript ${js ? "on" : "off"}`, () => session(js));
  }
});

/** Somebody of the demo on a phone. */
async function somebody(key, js) {
  const visitor = await visit(browser, house.url, { js, width: 360 });
  await visitor.signIn(key);
  return { visitor, hands: new Hands(visitor.page) };
}

async function session(js) {
  const everybody = await Promise.all(["facilitator", "resident", "partner"].map((key) => somebody(key, js)));
  try {
    const [lena, rosa, marcus] = everybody.map(({ hands }) => hands);
    const turn = await opened(lena);
    await story(turn, lena, rosa, marcus);
    await partnersAndIdeas(turn, lena, rosa, marcus);
    await scores(turn, lena, rosa, marcus);
    await plan(turn, lena, rosa, marcus);
    await thread(turn, lena, marcus);
    for (const { hands } of everybody) await fits(hands, turn);
  } finally {
    for (const { visitor } of everybody) await visitor.close();
  }
}

/** The facilitator opens a session from the measure's page and begins with the curve. */
async function opened(lena) {
  await lena.open(`${HOME}/measures/1`);
  await lena.follow("From story to plan");
  await lena.follow("Open a session");
  await lena.fill({ "What does the group ask itself?": QUESTION });
  await lena.press("Open the session");
  const turn = lena.path;
  await lena.follow("Begin with the curve");
  await lena.sees("If nothing changes, expect about");
  await lena.press("Begin this step");
  await lena.sees("running since");
  return turn;
}

/** Two type at the same time; nobody writes over anybody. The third leaves in the middle and comes back. */
async function story(turn, lena, rosa, marcus) {
  await Promise.all([rosa.open(`${turn}/steps/story`), marcus.open(`${turn}/steps/story`)]);
  await rosa.fill({ "What is it?": "Nobody answers the phone at the office" });
  await marcus.fill({ "What is it?": "Two sites wait for their permits" });
  await rosa.tick("Holds back");
  await rosa.tick("people who live with it");
  await marcus.tick("Holds back");
  await marcus.tick("people who work on it");
  await Promise.all([rosa.press("Add it"), marcus.press("Add it")]);
  await lena.open(`${turn}/steps/story`);
  await lena.sees("Nobody answers the phone at the office");
  await lena.sees("Two sites wait for their permits");

  await marcus.fill({ "What is it?": CAUSE });
  await marcus.tick("Holds back");
  await marcus.tick("data");
  await marcus.pick("Is it a reason for something that stands here?", "Two sites wait for their permits");
  await marcus.press("Add it");
  await marcus.sees("Why? Because");

  // Rosa leaves for another page, with the session open, and takes it up again where it is.
  await rosa.open(`${HOME}/today`);
  await rosa.open(turn);
  await rosa.follow("On the wall");
  assert.equal(await rosa.page.locator("nav.rooms, header.bar").count(), 0, "nothing of the house on the wall");
  await rosa.open(`${turn}/steps/story`);
  await rosa.sees(CAUSE);
  await rosa.press(of("Most influence"));
  await rosa.sees("place 1 by influence, marked by 1 of 1");
  await marcus.open(`${turn}/steps/story`);
  await marcus.press(of("Most influence"));
  await marcus.sees("marked by 2 of 2");

  // Two mend the same words: the second is shown both texts.
  await Promise.all([rosa, marcus].map((hands) => hands.follow(of("Change"))));
  await rosa.fill({ "What is it?": `${CAUSE}, often later` });
  await rosa.press("Save");
  const late = marcus.page.getByRole("textbox", { name: "What is it?" });
  await late.fill(`${CAUSE}, says the law`);
  await Promise.all([marcus.page.waitForEvent("framenavigated"), marcus.page.getByRole("button", { name: "Save" }).click()]);
  await marcus.page.waitForLoadState();
  await marcus.sees("often later");
  await marcus.sees("says the law");
}

async function partnersAndIdeas(turn, lena, rosa, marcus) {
  await lena.open(`${turn}/steps/partners`);
  await lena.fill({ "Their name": "The permit office", "What is their part?": "Answers" });
  await lena.tick("Decides on rules and money");
  await lena.press("Add them");

  await Promise.all([rosa, marcus, lena].map((hands) => hands.open(`${turn}/steps/ideas`)));
  await lena.sees("Asked for: at least one idea that costs nothing or little.");
  const done = lena.page.getByRole("button", { name: "We are done with this step" });
  await Promise.all([lena.page.waitForEvent("framenavigated"), done.click()]);
  await lena.sees("what would cost nothing, or little?");

  await marcus.fill({ "What could work?": "A second office" });
  await marcus.tick("Begin something");
  await marcus.tick("needs money");
  await rosa.fill({ "What could work?": OPTION });
  await rosa.pick("Which factor does it answer?", `${CAUSE}, often later`);
  await rosa.tick("It works already somewhere");
  await rosa.tick("costs nothing");
  await Promise.all([marcus.press("Add the idea"), rosa.press("Add the idea")]);
  await lena.open(`${turn}/steps/ideas`);
  await lena.press("We are done with this step");
  assert.equal(lena.path, `${turn}/steps/options`);
}

/** Everybody alone; the middle is shown to whoever has said it. */
async function scores(turn, lena, rosa, marcus) {
  await rosa.open(`${turn}/steps/options`);
  await rosa.sees("nobody has scored it yet");
  for (const hands of [rosa, marcus, lena]) {
    await hands.open(`${turn}/steps/options`);
    await hands.follow("Score the next one, alone");
    for (let left = 2; left > 0; left -= 1) {
      const good = (await hands.main.locator("h1").innerText()).includes("Each permit");
      for (const side of ["leverage", "reach", "specificity", "values"]) {
        await hands.main.locator(`input[name=${side}][value="${good ? 4 : 2}"]`).check();
      }
      await hands.press("This is what I think");
    }
    assert.equal(hands.path, `${turn}/steps/options`);
  }
  await rosa.open(`${turn}/steps/options`);
  await rosa.sees("can go into the plan");
  await rosa.sees("stays out: it is against what we stand for");
  await rosa.sees("Scored by 3 people.");
}

async function plan(turn, lena, rosa, marcus) {
  await lena.open(turn);
  await lena.press("Park the session");
  await rosa.open(`${turn}/steps/plan`);
  await rosa.sees("This session is parked.");
  await lena.press("Take it up again");
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await marcus.open(`${turn}/steps/plan`);
  await marcus.pick("For which option?", OPTION);
  await marcus.fill({ "What is done?": LINE, "Who does it?": "Marcus", "By when?": soon });
  await marcus.tick("Yes: small, soon, and others can see it");
  await marcus.press("Add the line");
  await marcus.sees("none was offered as a commitment yet");
}

/** The commitment is offered in the other room, filled in already, and its thread leads back to the measure. */
async function thread(turn, lena, marcus) {
  await marcus.follow(of("Offer it as a commitment", LINE));
  await marcus.press("Offer it");
  await marcus.sees(LINE);
  await marcus.follow("See the whole thread");
  for (const words of [LINE, OPTION, CAUSE, "Two sites wait for their permits", "Unemployment"]) await marcus.sees(words);
  await lena.open(`${turn}/steps/plan`);
  await lena.sees("one was offered as a commitment");
  await lena.fill({ "What will be different when this is done?": "Whoever asks for a permit has an answer in three weeks" });
  await lena.press("The plan is agreed");
  await lena.sees("Whoever asks for a permit has an answer in three weeks");
  await lena.sees("plan agreed");
}

/** Nothing is wider than the phone. */
async function fits(hands, turn) {
  for (const path of ["", "/report", "/paper", "/steps/story", "/steps/options", "/steps/plan", "/projector/options"]) {
    await hands.open(`${turn}${path}`);
    const [wide, inner] = await hands.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= inner, `${path} is ${wide} wide on a phone of ${inner}`);
  }
}
