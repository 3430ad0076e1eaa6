// A resident on a phone, without an account, with JavaScript and without: from the link over votes and a statement of their
// own to reading what came of it, on the same device later; and by keyboard where there is one.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const HOME = "/i/bowling-green";
const SEEDS = ["Buses should run until midnight", "Streets need more trees", "Shops should open on Sundays"];
const OWN = "Buses should run until well past midnight";
const TOLD = "The last bus leaves at one from the first of May on.";
/** Where the address bar of a small phone leaves room for a page. */
const SCREEN = 640;

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

describe("a resident without an account", () => {
  for (const js of [true, false]) {
    test(`from the link to what came of it, JavaScript ${js ? "on" : "off"}`, () => fromLinkToAnswer(js));
  }
  test("votes by keyboard, and turns the keys off", byKeyboard);
});

/** The facilitator's conversation: its path, and the facilitator still at work. */
async function opened(js) {
  const visitor = await visit(browser, house.url, { js });
  await visitor.signIn("facilitator");
  const lena = new Hands(visitor.page);
  await lena.open(`${HOME}/conversations/new`);
  await lena.fill({
    "What do you ask?": "What would make the evenings better?",
    "What should people know before they answer?": "The council has money for one thing this year.\n\n".repeat(8),
    "First statements": SEEDS.join("\n"),
  });
  await lena.press("Open the conversation");
  return { visitor, lena, path: lena.path };
}

async function fromLinkToAnswer(js) {
  const { visitor: office, lena, path } = await opened(js);
  const phone = await visit(browser, house.url, { js, width: 360 });
  const rosa = new Hands(phone.page);
  try {
    await rosa.open(path);
    await aboveTheFold(phone.page);
    await rosa.sees("One of 3 statements");
    assert.deepEqual(await phone.context.cookies(), [], "looking leaves nothing behind");
    await rosa.tick("This is important to me");
    await rosa.press("Agree");
    await rosa.sees("You have voted on one of 3");
    await aboveTheFold(phone.page);
    for (const answer of ["Disagree", "Pass"]) await rosa.press(answer);
    await rosa.sees("You have seen them all: you voted on 3 statements");
    await rosa.follow("See what came together");

    await rosa.fill({ "What do you think?": OWN });
    await rosa.press("Add this statement");
    await rosa.sees("Others said nearly this");
    await rosa.sees(SEEDS[0]);
    await rosa.press("Mine says something else: add it");
    const said = rosa.path;

    await lena.open(said);
    await lena.follow("Tell back what became of it");
    await lena.tick("We did");
    await lena.fill({ "Why, or what exactly": TOLD });
    await lena.press("Tell back");

    // The same device, later: what it keeps is all there is.
    const later = await visit(browser, house.url, { js, width: 360, cookies: await phone.context.cookies() });
    const back = new Hands(later.page);
    await back.open(path);
    await back.follow("What I said and voted");
    await back.sees(OWN);
    await back.sees("important to me");
    await back.sees("keeps a secret for a year");
    await back.follow(OWN);
    await back.sees(TOLD);
    await back.open(`${path}/statements/1`);
    await back.press("Pass");
    await back.open(`${path}/statements/1`);
    await back.sees("You said: Pass");
    await later.close();
  } finally {
    await phone.close();
    await office.close();
  }
}

/** The statement and its three buttons stand on the first screen of a phone. */
async function aboveTheFold(page) {
  for (const name of ["Agree", "Disagree", "Pass"]) {
    const box = await page.locator("#vote").getByRole("button", { name, exact: true }).boundingBox();
    const top = await page.evaluate(() => scrollY);
    assert.ok(top > 0 || box.y + box.height <= SCREEN, `${name} ends at ${box.y + box.height}`);
    assert.ok(box.height >= 44, `${name} is ${box.height} high`);
  }
}

async function byKeyboard() {
  const { visitor: office, path } = await opened(true);
  const desk = await visit(browser, house.url, { width: 1280 });
  const { page } = desk;
  const hands = new Hands(page);
  try {
    await hands.open(path);
    await hands.sees("Keys: 1 agree, 2 disagree, 3 pass, I important");
    await page.keyboard.press("i");
    assert.ok(await page.getByLabel("This is important to me").isChecked());
    for (const key of ["1", "d"]) {
      await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press(key)]);
      await page.waitForLoadState();
    }
    await hands.sees("You have voted on 2 of 3");
    await page.getByLabel("What do you think?").fill("A thought of 3 words");
    await hands.sees("You have voted on 2 of 3");
    await page.getByLabel("What do you think?").fill("");
    await page.getByLabel(/^Keys:/).uncheck();
    await page.keyboard.press("1");
    await page.reload();
    await hands.sees("You have voted on 2 of 3");
    assert.ok(!(await page.getByLabel(/^Keys:/).isChecked()), "that is remembered");
  } finally {
    await desk.close();
    await office.close();
  }
}
