// The agenda written together by two people on phones, with JavaScript and without: nobody writes over anybody, a
// suggestion becomes the wording with its author's name, a translation says when it is behind, and the draft is put to
// somebody without an account before the vote.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const AGENDA = "/i/bowling-green/agenda";

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

describe("the agenda is written together", () => {
  for (const js of [true, false]) {
    test(`on phones, JavaScript ${js ? "on" : "off"}`, () => together(js, js ? "first" : "second"));
  }
});

/** Somebody of the demo on a phone; `nobody` has no account. */
async function somebody(key, js) {
  const visitor = await visit(browser, house.url, { js, width: 360 });
  if (key !== "nobody") await visitor.signIn(key);
  return { visitor, hands: new Hands(visitor.page) };
}

async function together(js, time) {
  const everybody = await Promise.all(["facilitator", "resident", "nobody"].map((key) => somebody(key, js)));
  try {
    const [lena, rosa, guest] = everybody.map(({ hands }) => hands);
    const clause = await written(lena, time);
    await atOnce(clause, lena, rosa, time);
    await suggested(clause, lena, rosa, time);
    await translated(clause, lena, guest, time);
    await hypothesis(lena, rosa, time);
    await consulted(lena, guest, time);
    await compared(guest);
    for (const { hands } of everybody) {
      const wide = await hands.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 360, `${hands.page.url()} is ${wide} px wide on a phone`);
    }
  } finally {
    for (const { visitor } of everybody) await visitor.close();
  }
}

/** An empty or short section is written into, from the document. */
async function written(lena, time) {
  await lena.open(`${AGENDA}/draft`);
  await lena.follow("Add to “How we learn”");
  await lena.fill({ "The clause": `We look again each ${time} spring.` });
  await lena.press("Write it into the draft");
  await lena.sees("It does not rest on anything people said yet.");
  return lena.path;
}

/** Both change the same words; the second is shown both texts and loses none. */
async function atOnce(clause, lena, rosa, time) {
  await Promise.all([lena, rosa].map((hands) => hands.open(`${clause}/edit`)));
  await lena.fill({ "The clause": `We look again each ${time} spring, together.` });
  await lena.press("Save this wording");
  const mine = rosa.page.getByRole("textbox", { name: "The clause" });
  await mine.fill(`We look again each ${time} autumn.`);
  const save = rosa.page.getByRole("button", { name: "Save this wording" });
  await Promise.all([rosa.page.waitForEvent("framenavigated"), save.click()]);
  await rosa.page.waitForLoadState();
  await rosa.sees(`We look again each ${time} spring, together.`);
  await rosa.sees(`We look again each ${time} autumn.`);
}

/** A suggestion, word by word; whoever writes takes one and declines another with a reason. */
async function suggested(clause, lena, rosa, time) {
  for (const words of [`We look again each ${time} autumn.`, `We look again each ${time} spring, all of us.`]) {
    await rosa.open(clause);
    await rosa.follow("Suggest another wording");
    await rosa.fill({ "The clause": words, "Why is it better?": "It says who." });
    await rosa.press("Suggest it");
    await rosa.sees("waits for an answer");
    assert.ok((await rosa.main.locator("ins").count()) > 0, "what is added is marked");
  }
  await lena.open(`${AGENDA}/draft`);
  await lena.sees("2 suggestions wait");
  await lena.open(clause);
  await lena.follow(/^Answer it/);
  await lena.press("Take this wording");
  await lena.sees("taken by");
  await lena.follow(/^Answer it/);
  await lena.fill({ "Why not?": "Spring is when the figures come." });
  await lena.press("Decline with this reason");
  await rosa.open(lena.path);
  await rosa.sees("Spring is when the figures come.");
  await rosa.open(clause);
  await rosa.sees("Rosa Whitfield");
}

/** Another language, for whoever comes without an account; it says when the original has changed since. */
async function translated(clause, lena, guest, time) {
  await lena.open(`${clause}/translate`);
  await lena.pick("Into which language?", "French");
  await lena.fill({ "The clause": `Nous regardons encore chaque printemps (${time}).` });
  await lena.press("Keep this translation");
  await guest.open(`${AGENDA}/draft?language=fr`);
  await guest.sees(`Nous regardons encore chaque printemps (${time}).`);
  await guest.sees("not translated yet");
  await lena.open(`${clause}/edit`);
  await lena.fill({ "The clause": `We look again each ${time} spring, all of us, in public.` });
  await lena.press("Save this wording");
  await guest.open(`${clause}?language=fr`);
  await guest.sees("the original has changed since");
}

/** A strategy is asked for its hypothesis, and rated alone. */
async function hypothesis(lena, rosa, time) {
  await lena.open(`${AGENDA}/clauses/new?section=strategies`);
  await lena.fill({ "If …": `The library lends bicycles (${time}).`, "What will be different?": "Bicycles stand at the door." });
  await lena.press("Write it into the draft");
  const strategy = lena.path;
  await lena.follow(/^Say how far it has come/);
  await lena.tick("candidate");
  const send = lena.page.getByRole("button", { name: "Say so" });
  await Promise.all([lena.page.waitForEvent("framenavigated"), send.click()]);
  await lena.sees("It is no hypothesis yet.");
  await rosa.open(`${strategy}/rate`);
  for (const name of ["leverage", "reach", "specificity", "values"]) {
    await rosa.page.locator(`input[name="${name}"][value="4"]`).check();
  }
  await rosa.press("This is what I think");
  await rosa.sees("specific enough to try");
  await lena.open(strategy);
  await lena.sees("Rate it yourself to see what others think.");
}

/** The draft is put to whoever has the link; what they say stands where the group is asked. */
async function consulted(lena, guest, time) {
  await lena.open(`${AGENDA}/consultations/new`);
  await lena.fill({ "What is it called?": `Before the ${time} vote` });
  await lena.press("Open the consultation");
  await guest.open(lena.path);
  await guest.sees("Nobody has answered yet");
  await guest.tick("I live here");
  await guest.page.locator('input[name="answer-1"][value="agree"]').check();
  await guest.page.locator('input[name="answer-10"][value="cannot"]').check();
  await guest.page.locator("summary", { hasText: "Say why, for clause 10" }).click();
  await guest.fill({ "Your words to clause 10": `Not before the ${time} winter.` });
  await guest.press("Send my answers");
  await guest.sees("One person has answered");
  await guest.sees(`Not before the ${time} winter.`);
  await lena.open(`${AGENDA}/propose`);
  await lena.sees("Asked before the vote:");
  await lena.sees(`Before the ${time} vote`);
}

/** Two versions beside each other, for everybody. */
async function compared(guest) {
  await guest.open(`${AGENDA}/versions/2/changes`);
  await guest.sees("worded anew");
  await guest.sees("stayed as they were");
  await guest.open(`${AGENDA}/draft/changes`);
  await guest.sees("to the working draft");
}
