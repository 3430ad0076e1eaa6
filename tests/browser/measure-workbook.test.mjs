// What a partner owes of several measures goes out as one workbook and comes back in one go, brought by somebody who stands in
// for some days; a partner is let off with a reason, and is asked again; and how well a period was reported stands beside its
// number. On phones, with JavaScript and without.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { HOME } from "./gather.mjs";
import { askFor, define, download, faultSays, inDays, looksRight, openWalks, openYear, read, refused, writeResult } from "./reporting.mjs";
import { filled, sheetNames } from "./workbook.mjs";

const [COLLEGE, WORKS] = ["Riverside college", "The foundry"];
const MEASURES = ["In work half a year later", "Still in training"];
const NOW = "2025";
const REASON = "Its courses rest this year; nobody finished one.";

const walks = await openWalks();
after(() => walks.close());

describe("one workbook for everything that is owed", () => {
  for (const js of [true, false]) {
    test(`on phones, JavaScript ${js ? "on" : "off"}`, () => walks.walk(js, { college: COLLEGE, works: WORKS }, reported));
  }
});

async function reported(people) {
  await opens(people);
  await names(people);
  const book = await takes(people);
  await brings(people, book);
  await alone(people);
  await accepts(people);
  await letsOff(people);
  await shows(people);
}

/** Two measures that both partners owe. */
async function opens({ manager }) {
  await writeResult(manager);
  for (const name of MEASURES) await askFor(manager, await define(manager, name, ["people", "people who finished"]), [COLLEGE, WORKS]);
  await openYear(manager, NOW);
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
  const book = await download(seat, "Download the workbook");
  assert.deepEqual(sheetNames(book).toSorted(), MEASURES.toSorted());
  return book;
}

/** A wrong one is told by sheet and row, and nothing of it is sent; a right one is sent in one go. */
async function brings({ seat, college }, book) {
  const page = seat.path;
  await seat.attach("The filled workbook", "reporting.xlsx", filled(book, [{ D5: "130", E5: "100" }, { D5: "some", E5: "100" }]));
  await refused(seat, "Read and send", "2 places need mending. Nothing was sent.");
  const names = sheetNames(book);
  for (const [at, what] of [[0, "This is more than all there are."], [1, "“some” is no number."]]) await faultSays(seat, what, names[at], "5", "people");
  await looksRight(seat);
  await college.open(`${HOME}/reporting`);
  assert.equal(await college.main.getByRole("heading", { name: "Look and accept" }).count(), 0, "nothing was sent");

  await seat.open(page);
  await seat.attach("The filled workbook", "reporting.xlsx", Buffer.from("Year,People\n2025,5\n"));
  await refused(seat, "Read and send", "This is not the workbook from here.");
  await seat.attach("The filled workbook", "reporting.xlsx", filled(book, [{ D5: "60", E5: "100" }, { D5: "1,020", E5: "2,000" }]));
  await seat.fill({ "How many minutes did it take?": "8" });
  await seat.press("Read and send");
  await seat.sees("Nobody else has seen these");
  assert.equal(await seat.main.getByRole("button", { name: /count them in/ }).count(), 0, "whoever stands in sends only");
}

/** The sheet of one measure alone, from that measure: what is wrong is told by what stands above the column and its row. */
async function alone({ works }) {
  await works.open(`${HOME}/measures/1/import`);
  const sheet = await download(works, "Download a sheet to fill in");
  await works.attach("File", "measure-1.xlsx", filled(sheet, [{ D5: "130", E5: "100" }]));
  await works.press("Read this file");
  await read(works, "The file needs mending");
  await faultSays(works, "This is more than all there are.", "5", "people");
  assert.ok(!(await works.main.innerText()).includes("groundswell:"), "nobody sees the names that we read");
  assert.equal(await works.main.getByRole("link", { name: "Choose other columns" }).count(), 0, "there is nothing to choose");
  await looksRight(works);
  await works.follow("Bring in another file");
  assert.ok(!(await works.main.innerText()).includes("groundswell:"), "nor as columns that are remembered");
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
