// The key of a secret vote in the hands of trustees, with JavaScript and without: voting begins when each has seen a share,
// once, and the server keeps nothing by which a ballot could be opened.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";
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
  const owen = await holder(browser, house, HOLDERS.owen, js);
  const ruth = await holder(browser, house, HOLDERS.ruth, js);
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
    const [{ hands: one }] = [owen];
    await one.follow("Back to the vote");
    await one.sees("Keep your share where nobody else looks.");
    assert.ok(!(await one.page.content()).includes(shares[0]), "once");
    await one.tick("For");
    await one.press("Cast this ballot");
    await one.sees("Your ballot is cast");
  } finally {
    for (const each of [visitor, owen.visitor, ruth.visitor]) await each.close();
  }
}
