// A facilitator with a conversation, with JavaScript and without: it is opened with first statements and a code, moderated by
// two people at once before anything is shown, changed, and ended; whoever wrote something hidden reads why.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const HOME = "/i/bowling-green";
const SAID = ["My neighbour Kim is always late", "Benches along the river", "Lights under the bridge"];

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

describe("a facilitator, from opening to ending", () => {
  for (const js of [true, false]) test(`JavaScript ${js ? "on" : "off"}`, () => facilitate(js));
});

async function somebody(key, js, width) {
  const visitor = await visit(browser, house.url, { js, width });
  if (key) await visitor.signIn(key);
  return { visitor, hands: new Hands(visitor.page) };
}

async function facilitate(js) {
  const everybody = await Promise.all([
    somebody("facilitator", js, 1280),
    somebody("backbone", js, 1280),
    somebody(null, js, 360),
  ]);
  const [lena, dana, guest] = everybody.map(({ hands }) => hands);
  try {
    const path = await opened(lena);
    await saidByGuest(guest, path);
    await moderated(path, lena, dana);

    await guest.open(`${path}/mine`);
    await guest.sees("It names or describes a private person.");
    await guest.open(path);
    await guest.press("Agree");
    await guest.follow("What I said and voted");

    await lena.open(path);
    await lena.follow("What was moderated, and why");
    await lena.sees("It names or describes a private person.");
    const log = await guest.page.request.get(`${path}/moderation/log.csv`);
    assert.match(await log.text(), /^conversation,statement,at,verdict,reason,by\n/);

    await lena.open(path);
    await lena.follow("Change or end this conversation");
    await lena.fill({ "In which languages may people write?": "English, español" });
    await lena.press("Save the change");
    await lena.sees("English, español");
    await lena.follow("Change or end this conversation");
    await lena.press("End this conversation now");
    await lena.sees("Over");
    await guest.open(path);
    await guest.sees("What happens to what people say and vote?");
    assert.equal(await guest.page.locator("#vote").count(), 0, "nobody votes any more");
  } finally {
    for (const { visitor } of everybody) await visitor.close();
  }
}

/** For whoever has a code, nothing shown before it is accepted. */
async function opened(lena) {
  await lena.open(`${HOME}/conversations`);
  await lena.follow("Open a conversation");
  await lena.fill({ "What do you ask?": "What does the river walk need?", "First statements": "- More bins\n- Fewer cars" });
  await lena.tick("Whoever was given a code, without an account");
  await lena.tick("It is shown after a moderator has accepted it");
  await lena.press("Open the conversation");
  const path = lena.path.replace(/\/codes$/, "");
  await lena.fill({ "The code": "River 27" });
  await lena.press("Let everybody in with this code");
  await lena.sees("RIVE-R27");
  return path;
}

async function saidByGuest(guest, path) {
  await guest.open(path);
  await guest.fill({ "Your code": "river27" });
  await guest.press("Come in");
  for (const text of SAID) {
    await guest.open(path);
    await guest.fill({ "What do you think?": text });
    await guest.press("Add this statement");
    await guest.sees("waits for a moderator");
  }
}

/** Two people take from the same queue and never have the same statement. */
async function moderated(path, lena, dana) {
  await Promise.all([lena, dana].map((hands) => hands.open(`${path}/moderation`)));
  await lena.sees("3 statements wait to be looked at");
  await Promise.all([lena, dana].map((hands) => hands.press("Take the next statement")));
  const cards = await Promise.all([lena, dana].map((hands) => hands.main.locator("blockquote").innerText()));
  assert.notEqual(cards[0], cards[1]);
  for (const [hands, card] of [
    [lena, cards[0]],
    [dana, cards[1]],
  ]) {
    await decide(hands, card);
  }
  for (const hands of [lena, dana]) {
    const card = hands.main.locator("blockquote");
    if (await card.count()) await decide(hands, await card.innerText());
  }
  await lena.open(`${path}/moderation`);
  await lena.sees("Nothing waits to be looked at");
  await lena.open(`${path}/statements`);
  await lena.sees(SAID[1]);
}

async function decide(hands, card) {
  if (card.includes("Kim")) {
    await hands.tick("It names or describes a private person.");
    await hands.press("Hide it for this reason");
  } else {
    await hands.press("Accept it");
  }
}
