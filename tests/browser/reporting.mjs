// What every walk through measuring begins with: a house of its own, people on phones, and what a data manager sets up.

import assert from "node:assert/strict";
import { HOME, gather } from "./gather.mjs";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openMail } from "./mail.mjs";
import { accessible, fits } from "./rules.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const PHONE_PX = 360;

/** What the walks of one file share. Whoever opens it calls `close()`. */
export async function openWalks() {
  const browser = await openBrowser();
  const mail = await openMail();
  return {
    mail,
    /**
     * Opens an empty house, gathers people who speak for `partners` (the name of each by a word), and lets `steps(people,
     * somebody)` go; `somebody()` answers the hands of one more, without an account.
     */
    async walk(js, partners, steps) {
      const house = await openHouse({ mode: "serve", args: ["--config", mail.config], env: { GROUNDSWELL_NO_LIMITS: "true" } });
      const visitors = [];
      const somebody = async () => {
        const visitor = await visit(browser, house.url, { js, width: PHONE_PX });
        visitors.push(visitor);
        return new Hands(visitor.page);
      };
      try {
        await steps(await gather(house, mail, somebody, partners), somebody);
      } finally {
        for (const visitor of visitors) await visitor.close();
        await house.stop();
      }
    },
    async close() {
      await browser.close();
      await mail.close();
    },
  };
}

/** The result that all measures of a walk tell about. */
export async function writeResult(manager) {
  await manager.open(`${HOME}/results`);
  await manager.fill({ "What shall be true?": "Whoever finishes a course finds work" });
  await manager.press("Write down this result");
}

/** A share of people; answers its path. */
export async function define(manager, name, [above, below], meaning = "") {
  await manager.open(`${HOME}/measures/new`);
  await manager.fill({ "What do people call it?": name, "What is counted?": above, "Out of what?": below });
  if (meaning) await manager.fill({ "What does it mean, in plain words?": meaning });
  await manager.press("Define this measure");
  return manager.path;
}

/** These partners report it from now on. */
export async function askFor(manager, measure, partners) {
  await manager.open(`${measure}/duties`);
  for (const partner of partners) await manager.tick(partner);
  await manager.press("Give them this duty");
}

/** A year opens for every measure that is reported yearly. */
export async function openYear(manager, year) {
  await manager.open(`${HOME}/cycles`);
  await manager.tick("Every year");
  await manager.fill({ "Which period?": year, "Due by": inDays(14) });
  await manager.press("Open it for all these measures");
}

/** Presses a button of a page that comes back with something to mend, and sees why. */
export async function refused(hands, words, why = "There is a problem") {
  const button = hands.main.getByRole("button", { name: words, exact: true }).first();
  await Promise.all([hands.page.waitForEvent("framenavigated"), button.click()]);
  await hands.page.waitForLoadState();
  await hands.sees(why);
}

/** Waits until a file is read: the page looks again by itself, so here by looking again. */
export async function read(hands, title) {
  const heading = hands.page.getByRole("heading", { name: title });
  for (let looked = 0; looked < 120 && (await heading.count()) === 0; looked += 1) {
    await hands.page.waitForTimeout(250);
    await hands.page.reload();
  }
  await hands.sees(title);
}

/** Follows the link to a file and answers with what came. */
export async function download(hands, words) {
  const link = hands.main.getByRole("link", { name: words, exact: true }).first();
  const [file] = await Promise.all([hands.page.waitForEvent("download"), link.click()]);
  const parts = [];
  for await (const part of await file.createReadStream()) parts.push(part);
  return Buffer.concat(parts);
}

/** The line of a table that holds `what` names its row, and whatever else it is to name. */
export async function faultSays(hands, what, ...named) {
  const line = await hands.main.getByRole("row").filter({ hasText: what }).innerText();
  for (const word of named) assert.ok(line.includes(word), `“${word}” is named with “${what}”: ${line}`);
}

/** Nothing to scroll sideways; with `js`, nothing that axe can see either. */
export async function looksRight(hands, js = false) {
  assert.deepEqual(await fits(hands.page), [], hands.page.url());
  if (js) assert.deepEqual(await accessible(hands.page, hands.path), []);
}

export function inDays(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
