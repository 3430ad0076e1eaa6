// A partner says on a phone how its own field fits what was agreed, tries its rule, and mends what is wrong with it; the backbone
// approves it and goes through what keeps numbers apart. With JavaScript and without.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { accessible, fits, wellHeaded } from "./rules.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const PHONE = 360;
const HOME = "/i/bowling-green";

const house = await openHouse();
const browser = await openBrowser();

after(async () => {
  await browser.close();
  await house.stop();
});

for (const js of [false, true]) {
  test(`a partner's field becomes what was agreed, JavaScript ${js ? "on" : "off"}`, () => mapped(js));
  test(`what keeps numbers apart is owned and retired, JavaScript ${js ? "on" : "off"}`, () => retired(js));
}

async function somebody(person, js) {
  const visitor = await visit(browser, house.url, { js, width: PHONE });
  await visitor.signIn(person);
  return { page: visitor.page, visitor, hands: new Hands(visitor.page) };
}

/** Presses a button of a page that comes back with something to mend. */
async function sent(page, words) {
  await Promise.all([page.waitForEvent("framenavigated"), page.getByRole("button", { name: words, exact: true }).click()]);
  await page.waitForLoadState();
}

async function mapped(js) {
  const name = `Our list ${js ? "with" : "without"} scripts`;
  const partner = await somebody("partner", js);
  const backbone = await somebody("backbone", js);
  await partner.hands.open(`${HOME}/duties`);
  await partner.hands.follow(/Warren County/);
  await partner.hands.follow("From the partner’s field to what we agreed");
  await partner.hands.sees("It becomes what was agreed by a rule.");
  const crosswalk = partner.hands.path;
  await partner.hands.follow("Say something else");
  await looksRight(partner.page, js, "the form of a crosswalk");
  await partner.hands.fill({
    "What do you call it?": name,
    "What is counted, from your fields": "[Labor force] - People at work",
    "Out of what, from your fields": "[Labor force]",
  });
  await sent(partner.page, "Try the rule");
  await partner.hands.sees("At character 24 stands “at”");
  assert.equal(await partner.page.getByLabel(/What do you call it/).inputValue(), name, "what was typed is kept");
  await partner.hands.fill({ "What is counted, from your fields": "[Labor force] - [People at work]" });
  await sent(partner.page, "Try the rule");
  await partner.hands.sees("Type a number for each field");
  await partner.hands.fill({ "Labor force": "64,000", "People at work": "61,500" });
  await sent(partner.page, "Try the rule");
  await partner.hands.sees("2,500 out of 64,000");
  await looksRight(partner.page, js, "a rule that was tried");
  await partner.hands.press("Send it to be approved");
  await partner.hands.sees("It is said, and waits to be approved.");

  await backbone.hands.open(`${HOME}/crosswalks`);
  await looksRight(backbone.page, js, "all crosswalks");
  await backbone.hands.follow(/Warren County/);
  assert.equal(backbone.hands.path, crosswalk);
  await sent(backbone.page, "Ask again");
  await backbone.hands.sees("Say what should be changed before it is approved.");
  await backbone.hands.press("Approve it");
  await backbone.hands.sees(name);
  await backbone.hands.sees("It becomes what was agreed by a rule.");
  await imported(partner.hands, partner.page, js);
  for (const { visitor } of [partner, backbone]) await visitor.close();
}

/** A file with the partner's own columns: the rule is chosen already, and what it makes is shown before it is sent. */
async function imported(hands, page, js) {
  await hands.open(`${HOME}/measures/1/import`);
  await hands.fill({ "Or paste the rows here": "Year\tLabor force\tPeople at work\n2019\t65000\t62400" });
  await hands.press("Read this file");
  const column = page.getByLabel("Which column counts “unemployed people”?");
  // Columns are asked for once: the second time they are known.
  if (await column.count()) {
    const chosen = await column.locator("option:checked").innerText();
    assert.equal(chosen, "As it was agreed: [Labor force] - [People at work]");
    await looksRight(page, js, "columns with a rule");
    await hands.press("Read this file");
  }
  await hands.sees("Made as it was agreed: [Labor force] - [People at work] / [Labor force].");
  await hands.sees("2,600");
  await looksRight(page, js, "what a rule made");
}

async function retired(js) {
  const backbone = await somebody("backbone", js);
  const { hands, page } = backbone;
  await hands.open(`${HOME}/ledger`);
  await looksRight(page, js, "the ledger");
  const thing = "“Streets with ducts of two providers” stands in";
  await hands.follow(thing);
  await looksRight(page, js, "a thing on the ledger");
  await sent(page, "It is fine as it is");
  await hands.sees("There is a problem");
  await page.locator("#reason").fill("Ducts are close enough for now");
  await page.locator("#answers").fill("Walt Pryor");
  await hands.press("It is fine as it is");
  await hands.sees("Ducts are close enough for now");
  await hands.press("Take stock now");
  await hands.follow(thing);
  await hands.sees("Agreed: fine as it is");
  await hands.press("Open it again");
  await hands.sees("One thing is to be mended");
  await backbone.visitor.close();
}

async function looksRight(page, js, what) {
  assert.deepEqual(await fits(page), [], what);
  assert.deepEqual(await wellHeaded(page), [], what);
  if (js) assert.deepEqual(await accessible(page, what), []);
}
