// The ballot in a mail: whoever decides gets a link when a vote is opened, and answers by it without signing in. Opening it
// casts nothing, even where the choice stands in the link; the link of a secret vote holds none.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { GROUP, HOLDERS, HOME, fits, inDays } from "./agenda-seats.mjs";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openMail } from "./mail.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const browser = await openBrowser();
const mail = await openMail();
const house = await openHouse({ args: ["--config", mail.config], env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
  await mail.close();
});

describe("a ballot in a mail", () => {
  for (const js of [true, false]) {
    test(`an open vote, JavaScript ${js ? "on" : "off"}`, () => openly(js));
    test(`a secret vote, JavaScript ${js ? "on" : "off"}`, () => secretly(js));
  }
});

/** The facilitator asks; answers her hands, the number of the decision, and a phone on which nobody is signed in. */
async function asked(js, ticks) {
  const visitor = await visit(browser, house.url, { js });
  await visitor.signIn("facilitator");
  const lena = new Hands(visitor.page);
  await lena.open(`${HOME}/decisions/new`);
  await lena.fill({
    "What is it about?": "Open until nine",
    "What do you propose?": "The library is open until nine.",
    "Last day for answers": inDays(10),
  });
  await lena.pick("Which group looks after it?", GROUP);
  for (const words of ticks) await lena.tick(words);
  await lena.press("Ask for a decision");
  const phone = await visit(browser, house.url, { js, width: 360 });
  const close = async () => {
    await visitor.close();
    await phone.close();
  };
  return { lena, number: lena.path.split("/").at(-1), rosa: new Hands(phone.page), close };
}

async function openly(js) {
  const { lena, number, rosa, close } = await asked(js, []);
  try {
    const decision = lena.path;
    const link = await mail.link(HOLDERS.rosa, `/ballot/bowling-green/${number}/`);
    await rosa.open(`${link}?answer=reservation`);
    await rosa.sees("This is the ballot of Rosa");
    await rosa.sees("The library is open until nine.");
    assert.ok(await rosa.main.getByLabel("Consent with a reservation that is kept").isChecked(), "filled in");
    await fits(rosa);
    await lena.open(decision);
    await lena.sees("0 of 6 voting seats have answered");
    await rosa.fill({ "Your reason": "On Sundays it is too late." });
    await rosa.press("Give this answer");
    await lena.open(decision);
    await lena.sees("1 of 6 voting seats have answered");
    await lena.sees("On Sundays it is too late.");
    await rosa.open(link);
    await rosa.tick("Consent: good enough for now, safe enough to try");
    await rosa.press("Give this answer");
    await lena.open(decision);
    await lena.sees("1 of 6 voting seats have answered");
    await rosa.follow("The whole proposal, with who has answered");
    assert.ok(!(await rosa.page.content()).includes("Sign out"), "nobody is signed in by it");
  } finally {
    await close();
  }
}

async function secretly(js) {
  const { lena, number, rosa, close } = await asked(js, ["For or against", "Secret"]);
  try {
    const link = await mail.link(HOLDERS.rosa, `/ballot/bowling-green/${number}/`);
    assert.ok(!link.includes("?"), "no choice in the link");
    await rosa.open(`${link}?answer=1`);
    await rosa.sees("Ballots lie sealed until the end.");
    assert.equal(await rosa.main.locator("input:checked").count(), 0, "the ballot is empty");
    await rosa.tick("Against");
    await rosa.press("Cast this ballot");
    await rosa.sees("it is shown once");
    await fits(rosa);
    await lena.open(`${HOME}/decisions/${number}`);
    await lena.sees("1 of 6 have taken part.");
    await rosa.follow("Back to the vote");
    await rosa.sees("You have voted.");
  } finally {
    await close();
  }
}
