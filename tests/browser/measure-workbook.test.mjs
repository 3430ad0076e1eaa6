// What a partner owes of several measures goes out as one workbook and comes back in one go, brought by somebody who stands in
// for some days; a partner is let off with a reason, and is asked again; and how well a period was reported stands beside its
// number. On phones, with JavaScript and without.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { HOME, gather } from "./gather.mjs";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openMail } from "./mail.mjs";
import { fits } from "./rules.mjs";
import { openBrowser, visit } from "./visitor.mjs";
import { filled, sheetNames } from "./workbook.mjs";

const PHONE_PX = 360;
const [COLLEGE, WORKS] = ["Riverside college", "The foundry"];
const MEASURES = ["In work half a year later", "Still in training"];
const NOW = "2025";
const REASON = "Its courses rest this year; nobody finished one.";

const browser = await openBrowser();
const mail = await openMail();
after(async () => {
  await browser.close();
  await mail.close();
});

describe("one workbook for everything that is owed", () => {
  for (const js of [true, false]) test(`on phones, JavaScript ${js ? "on" : "off"}`, () => reported(js));
});

async function reported(js) {
  const house = await openHouse({ mode: "serve", args: ["--config", mail.config], env: { GROUNDSWELL_NO_LIMITS: "true" } });
  const visitors = [];
  const somebody = async () => {
    const visitor = await visit(browser, house.url, { js, width: PHONE_PX });
    visitors.push(visitor);
    return new Hands(visitor.page);
  };
  try {
    const people = await gather(house, mail, somebody, { college: COLLEGE, works: WORKS });
    await opens(people);
    await names(people);
    const book = await takes(people);
    await brings(people, book);
    await accepts(people);
    await letsOff(people);
    await shows(people);
  } finally {
    for (const visitor of visitors) await visitor.close();
    await house.stop();
  }
}

/** Two measures that both partners owe. */
async function opens({ manager }) {
  await manager.open(`${HOME}/results`);
  await manager.fill({ "What shall be true?": "Whoever finishes a course finds work" });
  await manager.press("Write down this result");
  for (const name of MEASURES) {
    await manager.open(`${HOME}/measures/new`);
    await manager.fill({ "What do people call it?": name, "What is counted?": "people", "Out of what?": "people who finished" });
    await manager.press("Define this measure");
    await manager.open(`${manager.path}/duties`);
    for (const partner of [COLLEGE, WORKS]) await manager.tick(partner);
    await manager.press("Give them this duty");
  }
  await manager.open(`${HOME}/cycles`);
  await manager.tick("Every year");
  await manager.fill({ "Which period?": NOW, "Due by": inDays(14) });
  await manager.press("Open it for all these measures");
}

/** The college names somebody who reports in its stead, and who may not accept. */
async function names({ college, seat }) {
  await seat.open(`${HOME}/reporting`);
  assert.ok(!(await seat.main.innerText()).includes(COLLEGE), "nobody reports for a partner who was not asked to");
  await college.open(`${HOME}/reporting`);
  await college.follow("Who reports in our stead");
  await college.fill({ From: inDays(-1), Until: inDays(-2) });
  await college.pick("Who?", "learner");
  await refused(college, "Name them", "The last day comes before the first.");
  await college.fill({ Until: inDays(7) });
  await college.press("Name them");
  await college.sees("reports now");
  await looksRight(college);
}

/** Whoever stands in finds it and takes the workbook along: a sheet for each measure. */
async function takes({ seat }) {
  await seat.open(`${HOME}/reporting`);
  await seat.follow("All of it in one workbook");
  await seat.sees("2 numbers are owed now.");
  await looksRight(seat);
  const link = seat.main.getByRole("link", { name: "Download the workbook" });
  const [file] = await Promise.all([seat.page.waitForEvent("download"), link.click()]);
  const parts = [];
  for await (const part of await file.createReadStream()) parts.push(part);
  const book = Buffer.concat(parts);
  assert.deepEqual(sheetNames(book).toSorted(), MEASURES.toSorted());
  return book;
}

/** A wrong one is told by sheet and row, and nothing of it is sent; a right one is sent in one go. */
async function brings({ seat, college }, book) {
  const page = seat.path;
  await bring(seat, filled(book, [{ D5: "130", E5: "100" }, { D5: "some", E5: "100" }]));
  await refused(seat, "Read and send", "2 places need mending. Nothing was sent.");
  const names = sheetNames(book);
  for (const [at, what] of [[0, "This is more than all there are."], [1, "“some” is no number."]]) {
    const line = await seat.main.getByRole("row").filter({ hasText: what }).innerText();
    assert.ok(line.includes(names[at]) && line.includes("5"), `sheet and row are named with “${what}”: ${line}`);
  }
  await looksRight(seat);
  await college.open(`${HOME}/reporting`);
  assert.equal(await college.main.getByRole("heading", { name: "Look and accept" }).count(), 0, "nothing was sent");

  await seat.open(page);
  await bring(seat, Buffer.from("Year,People\n2025,5\n"));
  await refused(seat, "Read and send", "This is not the workbook from here.");
  await bring(seat, filled(book, [{ D5: "60", E5: "100" }, { D5: "1,020", E5: "2,000" }]));
  await seat.fill({ "How many minutes did it take?": "8" });
  await seat.press("Read and send");
  await seat.sees("Nobody else has seen these");
  assert.equal(await seat.main.getByRole("button", { name: /count them in/ }).count(), 0, "whoever stands in sends only");
}

async function accepts({ college, manager }) {
  await college.open(`${HOME}/reporting`);
  await college.press("Accept all 2: count them in");
  await manager.open(`${HOME}/measures/1/cycles/${NOW}`);
  await manager.sees("1 of 2 count.");
  await college.open(`${HOME}/reporting/1/workbook`);
  await college.sees("Nothing is owed now");
}

/** Let off with a reason that everybody at work can read; then asked again. */
async function letsOff({ manager, works }) {
  await manager.open(`${HOME}/measures/1/cycles/${NOW}`);
  await manager.follow(/^Let it off/);
  await manager.fill({ "Why not?": REASON });
  await manager.press("Let it off");
  await manager.open(`${HOME}/measures/1/cycles/${NOW}`);
  await manager.sees("need not be reported");
  await manager.sees(REASON);
  await works.open(`${HOME}/reporting`);
  assert.ok(!(await works.main.innerText()).includes(MEASURES[0]), "nobody is asked for what need not be reported");
  await works.sees(MEASURES[1]);
  await manager.follow(WORKS);
  await manager.press(`Ask for it again ${NOW}`);
  await works.open(`${HOME}/reporting`);
  await works.sees(MEASURES[0]);
}

/** Beside the number stands how it was reported. */
async function shows({ manager }) {
  await manager.open(`${HOME}/measures/1`);
  await manager.sees("60.0%");
  await manager.sees("How it was reported");
  for (const [what, found] of [["Reported", "1 of 2"], ["In time", "1 of 1"], ["Without open questions", "1 of 1"], ["Comparable", "1 of 1"]]) {
    const text = (await manager.main.innerText()).replace(/[\u2066-\u2069]/g, "");
    assert.match(text, new RegExp(`${what}\\s+${found}`), `${what}: ${found}`);
  }
  await looksRight(manager);
}

async function bring(hands, buffer) {
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  await hands.main.getByLabel("The filled workbook").setInputFiles({ name: "reporting.xlsx", mimeType, buffer });
}

/** Presses a button of a page that comes back with something to mend. */
async function refused(hands, words, why) {
  const button = hands.main.getByRole("button", { name: words, exact: true }).first();
  await Promise.all([hands.page.waitForEvent("framenavigated"), button.click()]);
  await hands.page.waitForLoadState();
  await hands.sees(why);
}

async function looksRight(hands) {
  assert.deepEqual(await fits(hands.page), [], hands.page.url());
}

function inDays(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
