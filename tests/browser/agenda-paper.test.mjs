// Votes on paper, with JavaScript and without: sheets are made and printed, one is typed in with a mistake that is kept and
// mended, it counts once, and whoever holds it looks on a phone whether it did.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const HOME = "/i/bowling-green";
const SEEDS = ["More benches", "Cleaner water", "Longer evenings"];

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

describe("a sheet of paper", () => {
  for (const js of [true, false]) test(`JavaScript ${js ? "on" : "off"}`, () => onPaper(js));
});

async function onPaper(js) {
  const office = await visit(browser, house.url, { js });
  const phone = await visit(browser, house.url, { js, width: 360 });
  await office.signIn("facilitator");
  const [lena, rosa] = [new Hands(office.page), new Hands(phone.page)];
  try {
    await lena.open(`${HOME}/conversations/new`);
    await lena.fill({ "What do you ask?": "What does the park need?", "First statements": SEEDS.join("\n") });
    await lena.press("Open the conversation");
    const path = lena.path;
    await lena.follow("On paper");
    await lena.fill({ "How many sheets?": "2" });
    await lena.press("Make these sheets");
    const sheets = lena.main.locator(".paper > section");
    assert.equal(await sheets.count(), 2);
    assert.equal(await sheets.first().locator("tbody th").count(), SEEDS.length);
    assert.equal(await sheets.first().locator("svg path").count(), 2, "the picture of its address");
    const address = (await sheets.first().locator("p.small > span").innerText()).trim();
    const sheet = new URL(address).pathname;
    const code = sheet.split("/").pop();

    await rosa.open(sheet);
    await rosa.sees("This sheet is not counted yet");

    await lena.open(`${path}/paper`);
    await lena.fill({ "The sheet’s code": code.toLowerCase() });
    await lena.press("Go to this sheet");
    if (js) {
      await office.page.locator("#s1").focus();
      await office.page.keyboard.type("ax");
      assert.equal(await office.page.locator("#s2").inputValue(), "x", "a letter leads on to the next row");
    } else {
      await office.page.locator("#s1").fill("a");
      await office.page.locator("#s2").fill("x");
    }
    const [answer] = await Promise.all([
      office.page.waitForResponse((response) => response.request().method() === "POST"),
      office.page.getByRole("button", { name: "Count this sheet" }).click(),
    ]);
    assert.equal(answer.status(), 422);
    await office.page.waitForLoadState();
    await lena.sees("Type A, D or P");
    assert.equal(await office.page.locator("#s1").inputValue(), "a", "what was typed is kept");
    await office.page.locator("#s2").fill("2");
    await lena.fill({ "What was written by hand": "A place for dogs" });
    await lena.press("Count this sheet");
    await lena.sees("2 sheets are made, one of them is counted");

    await rosa.open(sheet);
    await rosa.sees("This sheet was counted on");
    await rosa.follow("Go to the conversation");
    await rosa.open(`${path}/statements`);
    await rosa.sees("A place for dogs");
    await rosa.open(`${path}/statements/2`);
    await rosa.sees("One person has voted on it");

    await lena.open(sheet);
    await lena.sees("This sheet was counted on");
    assert.equal(await office.page.locator("#s1").count(), 0, "it counts once");
  } finally {
    await phone.close();
    await office.close();
  }
}
