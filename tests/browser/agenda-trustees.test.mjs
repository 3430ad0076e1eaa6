// The key of a secret vote in the hands of trustees, with JavaScript and without: voting begins when each has seen a share,
// once, and the server keeps nothing by which a ballot could be opened. When everybody has voted the vote is ended, the
// trustees hand their shares in, the ballots count themselves, and everybody finds their line in the published list.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
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

describe("a key in shares", () => {
  for (const js of [true, false]) test(`on phones, JavaScript ${js ? "on" : "off"}`, () => split(js));
});

/** How many keys and shares lie on the server. */
async function keys() {
  const files = await readdir(join(house.dataDir, "keys")).catch(() => []);
  return files.filter((name) => name.endsWith(".key")).length;
}

async function split(js) {
  const visitor = await visit(browser, house.url, { js });
  await visitor.signIn("facilitator");
  const lena = new Hands(visitor.page);
  const seats = {};
  for (const [name, email] of Object.entries(HOLDERS)) seats[name] = await holder(browser, house, email, js);
  const { owen, ruth } = seats;
  const before = await keys();
  try {
    await lena.open(`${HOME}/decisions/new`);
    await lena.fill({
      "What is it about?": "Open until nine",
      "What do you propose?": "The library is open until nine.",
      "Last day for answers": inDays(10),
      "Who holds the key of a secret vote?": `${HOLDERS.owen}\n${HOLDERS.ruth}`,
    });
    await lena.pick("Which group looks after it?", GROUP);
    await lena.tick("For or against");
    await lena.tick("Secret");
    await lena.press("Ask for a decision");
    const decision = lena.path;
    await lena.sees("Any 2 of them can open the ballots");
    assert.equal(await keys(), before + 2, "two shares, and no key");
    const shares = [];
    for (const { hands } of [owen, ruth]) {
      await hands.open(decision);
      await hands.sees("has not taken their share yet");
      assert.equal(await hands.main.getByRole("button", { name: "Cast this ballot" }).count(), 0);
      await hands.press("Show me my share");
      await hands.sees("it is shown once");
      await fits(hands);
      shares.push((await hands.main.innerText()).match(/[0-9A-Z]{4}(-[0-9A-Z]{2,4}){13}/)[0]);
    }
    assert.notEqual(shares[0], shares[1]);
    assert.equal(await keys(), before, "the server has neither");
    const one = owen.hands;
    await one.follow("Back to the vote");
    await one.sees("Keep your share where nobody else looks.");
    assert.ok(!(await one.page.content()).includes(shares[0]), "once");

    const receipts = [];
    for (const { hands } of Object.values(seats)) {
      await hands.open(decision);
      await hands.tick(receipts.length === 0 ? "Against" : "For");
      await hands.press("Cast this ballot");
      await hands.sees("it is shown once");
      receipts.push((await hands.main.innerText()).match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)[0]);
    }
    await ruth.hands.open(decision);
    assert.equal(await ruth.hands.main.getByRole("button", { name: "Count the answers" }).count(), 0, "without the key");
    await ruth.hands.press("End the vote now");
    await ruth.hands.sees("as soon as 2 more trustees have handed in their shares");
    await fits(ruth.hands);

    await one.open(`${HOME}/today`);
    await one.follow(/Hand in your share of the key/);
    await refused(one, shares[1]);
    assert.equal(await one.main.getByLabel("Your share of the key").inputValue(), shares[1], "what was typed stays");
    await fits(one);
    await one.fill({ "Your share of the key": shares[0] });
    await one.press("Hand in my share");
    await one.sees("has handed it in");
    await lena.open(decision);
    assert.ok(!(await lena.page.content()).includes(receipts[0]), "one share opens nothing");
    await ruth.hands.open(decision);
    await ruth.hands.fill({ "Your share of the key": shares[1].toLowerCase().replaceAll("-", " ") });
    await ruth.hands.press("Hand in my share");
    await counted(lena, decision);
    assert.equal(await keys(), before, "the shares are destroyed");
    for (const name of ["rosa", "owen"]) {
      const { hands } = seats[name];
      await hands.open(decision);
      const list = await hands.page.content();
      for (const code of receipts) assert.ok(list.includes(code), `${code} is in the list`);
      await fits(hands);
    }
  } finally {
    await visitor.close();
    for (const seat of Object.values(seats)) await seat.visitor.close();
  }
}

/** Hands in what is not one's share, and is told so. */
async function refused(hands, share) {
  await hands.fill({ "Your share of the key": share });
  await hands.main.getByRole("button", { name: "Hand in my share", exact: true }).click();
  await hands.main.getByRole("heading", { name: "There is a problem" }).waitFor();
}

/** Waits until the product has counted by itself. */
async function counted(hands, decision) {
  for (let tries = 0; tries < 60; tries += 1) {
    await hands.open(decision);
    if ((await hands.main.innerText()).includes("Every ballot by its receipt")) return;
    await pause(500);
  }
  assert.fail("nobody counted");
}
