// From a voice to what became of it, and from a comment to its settling, with JavaScript and without, on a phone: a resident
// without an account says something; a facilitator promises it by a day and later says that it was done; the resident reads
// the whole story. A member comments on a clause, another answers, the facilitator resolves it with a word why, and it folds
// away and stays. The real conversation whose history is known shows its days.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const HOME = "/i/bowling-green";
const DAYS_WITHIN_MS = 120_000;

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

for (const js of [true, false]) {
  describe(`JavaScript ${js ? "on" : "off"}`, () => {
    test("a voice has one story", () => told(js));
    test("a comment is answered and resolved", () => commented(js));
    test("opinions moved from evening to evening", () => days(js));
  });
}

async function told(js) {
  const said = `The ferry stops too early, ${js ? "we" : "they"} said`;
  const facilitator = await visit(browser, house.url, { js });
  const resident = await visit(browser, house.url, { js, width: 360 });
  const [lena, guest] = [new Hands(facilitator.page), new Hands(resident.page)];
  try {
    await facilitator.signIn("facilitator");
    const conversation = await asked(facilitator);
    await guest.open(conversation);
    await guest.press("Agree");
    await guest.fill({ "What do you think?": said });
    await guest.press("Add this statement");

    await lena.open(`${HOME}/answers`);
    await lena.sees("What waits for an answer");
    await lena.open(`${conversation}/statements/2`);
    await lena.follow("Tell back what became of it");
    await lena.tick("We will");
    await lena.fill({ "Why, or what exactly": "The crew is asked", "By which day": "2099-05-01" });
    await lena.press("Tell back");
    await lena.open(`${conversation}/answers?statement=2`);
    await lena.tick("We did");
    await lena.fill({ "Why, or what exactly": "The last ferry leaves at eleven" });
    await lena.pick("What came of it here?", await option(facilitator.page));
    await lena.press("Tell back");

    await guest.open(`${conversation}/mine`);
    await guest.sees("The last ferry leaves at eleven");
    await guest.follow(said);
    for (const words of ["It was said", "We will by 1 May 2099", "The crew is asked", "We did", "See: "]) {
      await guest.sees(words);
    }
    await narrow(resident.page);
    await guest.open(`${HOME}/answers`);
    await guest.sees("The last ferry leaves at eleven");
    await narrow(resident.page);
    assert.deepEqual([...facilitator.errors, ...resident.errors], []);
  } finally {
    await facilitator.close();
    await resident.close();
  }
}

async function commented(js) {
  const remark = `Who counts the cars, ${js ? "us" : "them"}?`;
  const member = await visit(browser, house.url, { js, width: 360 });
  const partner = await visit(browser, house.url, { js });
  const facilitator = await visit(browser, house.url, { js });
  const [rosa, pat, lena] = [member, partner, facilitator].map((visitor) => new Hands(visitor.page));
  try {
    await member.signIn("resident");
    await rosa.open(`${HOME}/agenda/clauses/${js ? 2 : 3}`);
    await rosa.follow("Comment on this clause");
    await rosa.fill({ "What do you want to say first?": remark });
    await rosa.press("Start a discussion");
    const talk = rosa.path;

    await partner.signIn("partner");
    await pat.open(talk);
    await pat.follow(new RegExp("^Answer or resolve"));
    await pat.fill({ "Your answer": "The county does, each spring" });
    await pat.press("Answer");
    assert.equal(await partner.page.getByRole("button", { name: "Resolve it" }).count(), 0, "it is not theirs");

    await facilitator.signIn("facilitator");
    await lena.open(`${HOME}/agenda`);
    await lena.sees("One open comment");
    await lena.follow(new RegExp("^One open comment"));
    await lena.sees("The county does, each spring");
    await lena.follow(new RegExp("^Answer or resolve"));
    await lena.fill({ Why: "The clause names the county now" });
    await lena.press("Resolve it");
    await lena.sees("The clause names the county now");

    await rosa.open(talk);
    assert.ok(!(await member.page.getByText("The county does, each spring").isVisible()), "it is folded");
    await member.page.locator("summary", { hasText: "The clause names the county now" }).click();
    assert.ok(await member.page.getByText("The county does, each spring").isVisible(), "and stays");
    await narrow(member.page);
    await rosa.follow(new RegExp("^See it whole"));
    await rosa.press("Open it again");
    await rosa.sees("Is it settled?");
    await rosa.fill({ Why: "It is" });
    await rosa.press("Resolve it");
    await lena.open(`${HOME}/agenda/clauses/${js ? 2 : 3}`);
    assert.equal(await facilitator.page.getByText("One open comment").count(), 0);
    assert.deepEqual([...member.errors, ...partner.errors, ...facilitator.errors], []);
  } finally {
    for (const visitor of [member, partner, facilitator]) await visitor.close();
  }
}

async function days(js) {
  const anybody = await visit(browser, house.url, { js, width: 360 });
  const hands = new Hands(anybody.page);
  try {
    const deadline = Date.now() + DAYS_WITHIN_MS;
    for (;;) {
      await hands.open("/i/vtaiwan/conversations/1/days");
      if ((await anybody.page.locator("main svg").count()) > 0) break;
      assert.ok(Date.now() < deadline, "the days are drawn beside the requests");
      await anybody.page.waitForTimeout(2_000);
    }
    await narrow(anybody.page);
    await hands.open("/demo");
    await hands.sees("compdemocracy.org/case-studies/2015-vtaiwan-uberx");
    assert.deepEqual(anybody.errors, []);
  } finally {
    await anybody.close();
  }
}

async function asked(facilitator) {
  const answer = await facilitator.context.request.post(`/api${HOME}/conversations`, {
    data: { question: "What keeps you from going out?", audience: "link", seeds: "It is dark" },
    headers: { "sec-fetch-site": "same-origin" },
  });
  assert.equal(answer.status(), 200, await answer.text());
  return `${HOME}/conversations/${(await answer.json()).number}`;
}

/** The words of the first clause that can have come of it: everybody may know of it. */
async function option(page) {
  const all = await page.getByLabel("What came of it here?").locator("option").allInnerTexts();
  return all.find((words) => words.startsWith("Clause"));
}

async function narrow(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `nothing is wider than the phone: ${wide}`);
}
