// A partner is asked for its word to the version in force, on a phone: first with JavaScript, with a reservation that
// everybody can read; then without it, when the reservation is settled and still kept.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const HOME = "/i/bowling-green";
const PARTNER = "Warren County workforce team";
const RESERVATION = "We can promise courses, not buses.";

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

/** Somebody of the demo on a phone; `nobody` has no account. */
async function somebody(key, js, work) {
  const visitor = await visit(browser, house.url, { js, width: 360 });
  try {
    if (key !== "nobody") await visitor.signIn(key);
    const hands = new Hands(visitor.page);
    await work(hands);
    const wide = await hands.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${hands.page.url()} is ${wide} px wide on a phone`);
  } finally {
    await visitor.close();
  }
}

describe("partners ratify what is in force", () => {
  test("asked under Today, with a reservation, JavaScript on", async () => {
    await somebody("partner", true, async (marcus) => {
      await marcus.open(`${HOME}/today`);
      await marcus.sees(`Version 2 of the agenda waits for the word of ${PARTNER}`);
      await marcus.open(`${HOME}/agenda`);
      await marcus.sees("One reservation stands.");
      await marcus.follow(`Ratify for ${PARTNER}`);
      await marcus.tick("We stand behind it, with a reservation");
      const send = marcus.page.getByRole("button", { name: "Give this word" });
      await Promise.all([marcus.page.waitForEvent("framenavigated"), send.click()]);
      await marcus.page.locator(".problems").waitFor();
      await marcus.fill({ "In your words": RESERVATION });
      await marcus.press("Give this word");
      await marcus.sees("2 reservations stand.");
      await marcus.open(`${HOME}/today`);
      const waits = await marcus.main.innerText();
      assert.ok(!waits.includes("waits for the word of"), "it is asked once for a version");
    });
    await somebody("nobody", true, async (guest) => {
      await guest.open(`${HOME}/agenda/ratifications`);
      await guest.sees(RESERVATION);
      await guest.sees("it stands");
      await guest.open(`${HOME}/agenda/versions/1/ratifications`);
      await guest.sees("14 of 14 partners have ratified version 1.");
    });
  });

  test("the reservation is settled and kept, JavaScript off", async () => {
    await somebody("partner", false, async (marcus) => {
      await marcus.open(`${HOME}/agenda/ratifications`);
      await marcus.follow(`Change the word of ${PARTNER}`);
      await marcus.tick("We stand behind it");
      await marcus.press("Give this word");
      await marcus.sees("One reservation stands.");
      await marcus.sees(RESERVATION);
      await marcus.sees("settled since; it is kept");
    });
    await somebody("facilitator", false, async (lena) => {
      await assert.rejects(lena.open(`${HOME}/agenda/ratify`), /answered 403/);
    });
  });
});
