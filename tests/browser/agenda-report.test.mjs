// A round from its question to its report and to what its authors are told, with JavaScript and without: a facilitator names
// whose voices should be heard, a resident without an account on a phone votes, says something and whom they belong to,
// the facilitator tells back and ends the conversation, the report makes itself, and the resident finds the answer with the
// same browser.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const HOME = "/i/bowling-green";
const SAID = "The swimming pool opens too late for people who work early";
const WHY = "The pool's opening hours are set until spring; we ask again then";
const MADE_WITHIN_MS = 30_000;

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

describe("from a question to its report", () => {
  for (const js of [true, false]) {
    test(`JavaScript ${js ? "on" : "off"}`, () => round(js));
  }
});

async function round(js) {
  const facilitator = await visit(browser, house.url, { js });
  const resident = await visit(browser, house.url, { js, width: 360 });
  const [lena, guest] = [new Hands(facilitator.page), new Hands(resident.page)];
  try {
    await facilitator.signIn("facilitator");
    const conversation = await asked(facilitator, lena);
    await lena.open(`${conversation}/report`);
    await lena.fill({ "Constituencies, one a line": "Tenants\nShopkeepers" });
    await lena.press("Ask for these");

    await guest.open(conversation);
    await guest.press("Agree");
    await guest.fill({ "What do you think?": SAID });
    await guest.press("Add this statement");
    await guest.open(`${conversation}/report`);
    await guest.tick("Tenants");
    await guest.press("Say it");
    await made(resident.page, conversation, "fewer than 5");
    await guest.open(`${conversation}/mine`);
    await guest.sees("Nothing has an answer yet");

    await lena.open(`${conversation}/answers`);
    await facilitator.page.getByRole("link", { name: new RegExp(`^Answer\\s*:\\s*${SAID}`) }).click();
    await lena.tick("Not used");
    await lena.fill({ "Why, or what exactly": WHY });
    await lena.press("Tell back");

    await guest.open(`${conversation}/mine`);
    await guest.sees(WHY);
    const wide = await resident.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `nothing is wider than the phone: ${wide}`);

    await lena.open(`${conversation}/change`);
    await lena.press("End this conversation now");
    await made(facilitator.page, conversation, "Made by itself when the conversation ended");
    await lena.sees("One person took part");
    await lena.sees("Nobody said that they are of: Shopkeepers");
    const table = await facilitator.context.request.get(`${conversation}/report.csv`);
    assert.ok((await table.text()).includes(SAID), "the votes as a table");
    assert.deepEqual([...facilitator.errors, ...resident.errors], []);
  } finally {
    await facilitator.close();
    await resident.close();
  }
}

async function asked(facilitator, lena) {
  const answer = await facilitator.context.request.post(`/api${HOME}/conversations`, {
    data: { question: "What would help you most this winter?", audience: "link", seeds: "A warm place to read" },
    headers: { "sec-fetch-site": "same-origin" },
  });
  assert.equal(answer.status(), 200, await answer.text());
  const { number } = await answer.json();
  await lena.open(`${HOME}/conversations/${number}`);
  return `${HOME}/conversations/${number}`;
}

async function made(page, conversation, words) {
  const deadline = Date.now() + MADE_WITHIN_MS;
  for (;;) {
    await page.goto(`${conversation}/report`);
    if ((await page.locator("main").innerText()).includes(words)) return;
    assert.ok(Date.now() < deadline, "the report makes itself");
    await page.waitForTimeout(500);
  }
}
