// A reporting cycle on phones, from the first opening to the publication: a data manager opens it, one partner types its
// numbers on its one page, another sends a wrong file and mends it, a question goes back and comes with a correction, the
// period is locked and published. With JavaScript and without.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { HOME, decide } from "./gather.mjs";
import { askFor, define, download, faultSays, looksRight, openWalks, openYear, read, refused, writeResult } from "./reporting.mjs";

const MEASURE = `${HOME}/measures/1`;
const [COLLEGE, MARKET, WORKS] = ["Riverside college", "Market street job centre", "The foundry"];
/** Duties are numbered in the order of their partners’ names. */
const DUTY = 2;
const YEARS = ["2023", "2024", "2025"];
const NOW = YEARS[2];
const QUESTION = "Are that many really yours, or is the whole town in it?";

/** What a statistics package might hand over: one number above its whole, a year that is none, a word for a number. */
const WRONG = `Year,In work,Finished\n2024,50,80\n${NOW},130,100\n20x5,50,100\n2023,many,70\n`;
const MENDED = `Year,In work,Finished\n2023,30,70\n2024,40,80\n${NOW},50,100\n`;

const walks = await openWalks();
after(() => walks.close());

describe("a reporting cycle", () => {
  for (const js of [true, false]) {
    test(`on phones, JavaScript ${js ? "on" : "off"}`, () => walks.walk(js, { college: COLLEGE, market: MARKET, works: WORKS }, cycle));
  }
});

async function cycle(people, somebody) {
  await opens(people);
  await before(people);
  await reminds(people);
  await types(people);
  await sendsAFile(people);
  await quickly(people.works);
  await asks(people);
  await shows(people);
  await locks(people);
  await publishes(people, await somebody());
}

/** What is measured, who reports it, and the periods: two that were, and the one that is owed now. */
async function opens({ manager }) {
  await writeResult(manager);
  const meaning = "Of all who finished a course, those with paid work half a year later.";
  const measure = await define(manager, "In work half a year later", ["people in work", "people who finished"], meaning);
  await askFor(manager, measure, [COLLEGE, MARKET, WORKS]);
  for (const year of YEARS) await openYear(manager, year);
  await manager.sees("0 of 3 count");
  await looksRight(manager);
}

/** One partner has reported a year already. */
async function before({ college, manager }) {
  await college.open(`${HOME}/duties/${DUTY}/report/2024`);
  await college.fill({ "How many?": "60", "Out of how many?": "100" });
  await college.press("Save and look at it");
  await college.sees("60");
  await college.press("Accept: count it in");
  await manager.open(MEASURE);
  await manager.sees("This is partial: 1 of 3 have reported.");
}

/** Whoever has not sent gets one mail, which leads to the page where the numbers are filled in. */
async function reminds({ manager, works }) {
  await manager.open(`${MEASURE}/cycles/${NOW}`);
  await manager.press("Remind who has not sent");
  await works.open(new URL(await walks.mail.link("works@example.org", `${HOME}/`)).pathname);
  await works.sees(`In work half a year later, ${NOW}`);
}

/** On the one page, with last year's beside each field: what is odd is asked, what is typed stays, and only then it is sent. */
async function types({ college, manager }) {
  await college.open(`${HOME}/today`);
  await college.follow(/numbers? (is|are) owed/);
  await college.sees("2024: 60");
  const [above, below] = [`numerator~${DUTY}~${NOW}`, `denominator~${DUTY}~${NOW}`].map((name) => college.page.locator(`[name="${name}"]`));
  await above.fill("45");
  await below.fill("9");
  await college.press("Keep as a draft");
  assert.deepEqual([await above.inputValue(), await below.inputValue()], ["45", "9"], "a draft is kept as it was typed");
  await below.fill("900");
  await college.fill({ "How many minutes did it take?": "6" });
  await refused(college, "Save and look at them");
  await college.sees("Last time it was 100: more than twice as many now, or less than half.");
  assert.equal(await below.inputValue(), "900", "what was typed stays");
  await looksRight(college);

  await college.tick("It is right. Last time it was 100: more than twice as many now, or less than half.");
  await refused(college, "Save and look at them");
  await college.sees("Say in a few words why it is right.");
  await college.page.locator(`[name="note~${DUTY}~${NOW}"]`).fill("The new building opened in January.");
  await college.press("Save and look at them");
  await college.sees("Nobody else has seen these");
  await manager.open(`${MEASURE}/cycles/${NOW}`);
  await manager.sees("sent, waits for its partner");
  assert.ok(!(await manager.main.innerText()).includes("900"), "nobody else sees a number before it is accepted");
  await college.follow(`In work half a year later, ${NOW}`);
  await college.sees("Something was odd and is right all the same");
  await looksRight(college);
  await college.press("Accept: count it in");
}

/** A file with four mistakes: each is shown with its row and what to do, all of them as a file; nothing is written. */
async function sendsAFile({ market }) {
  await market.open(`${HOME}/reporting`);
  await market.follow("Import a file");
  await market.attach("File", "wrong.csv", WRONG);
  await market.press("Read this file");
  await market.pick("Which column holds the period?", "Year: 2024");
  await market.pick("Which column counts “people in work”?", "In work: 50");
  await market.pick("Which column counts “people who finished”?", "None");
  await refused(market, "Read this file");
  await market.sees("Choose the column that counts this: a share needs both numbers.");
  await market.pick("Which column counts “people who finished”?", "Finished: 80");
  await market.press("Read this file");
  await read(market, "The file needs mending");
  for (const [row, column, what] of [
    ["3", "In work", "This is more than all there are."],
    ["4", "Year", "“20x5” is no period of this measure"],
    ["5", "In work", "“many” is no number."],
  ]) {
    await faultSays(market, what, row, column);
  }
  await looksRight(market);
  const faults = (await download(market, "All of them as a file (CSV)")).toString().trim().split("\n");
  assert.equal(faults.length, 4, `a header and three faults:\n${faults.join("\n")}`);
  assert.ok(faults[1].startsWith("3,"), faults[1]);
  await market.open(`${HOME}/reporting`);
  assert.equal(await market.main.getByRole("heading", { name: "Look and accept" }).count(), 0, "nothing was written");

  await market.follow("Import a file");
  await market.attach("File", "mended.csv", MENDED);
  await market.press("Read this file");
  await read(market, "What was read");
  await market.sees("3 numbers of one partner: 3 new");
  await looksRight(market);
  await market.fill({ "How many minutes did it take?": "24" });
  await market.press("Send these numbers");
  await market.press("Accept all 3: count them in");
  await market.sees("3 of 3 count.");
}

/** The third is done in a minute. */
async function quickly(works) {
  await works.open(`${HOME}/duties/3/report/${NOW}`);
  await works.fill({ "How many?": "20", "Out of how many?": "40", "How many minutes did it take?": "1" });
  await works.press("Save and look at it");
  await works.press("Accept: count it in");
}

/** One number goes back with a question; its partner answers with a correction, and both stay to be read. */
async function asks({ manager, college }) {
  await manager.open(`${MEASURE}/periods/${NOW}`);
  await manager.follow(new RegExp(`: ${COLLEGE}$`));
  await manager.page.getByText("Send it back with a question").click();
  await manager.fill({ "What do you ask its partner?": QUESTION });
  await manager.press("Ask");
  await manager.sees("waits for an answer");
  await manager.open(`${MEASURE}/cycles/${NOW}`);
  await manager.sees("a question waits for an answer");
  await manager.open(`${HOME}/ledger`);
  await manager.follow(/^A question about .* waits for an answer/);
  await manager.follow("Look at the question");
  assert.match(manager.path, /\/submissions\/\d+$/, "the ledger leads to the question itself");
  await manager.sees(QUESTION);
  await manager.open(`${MEASURE}/cycles/${NOW}`);
  await college.open(`${HOME}/reporting`);
  await college.sees(QUESTION);
  await college.follow(/Answer|Are that many/);
  await looksRight(college);
  await college.fill({ "Your answer": "The whole town was in it. We correct it." });
  await college.press("Answer");
  await manager.page.reload();
  await manager.sees("counts");
  await college.open(`${HOME}/duties/${DUTY}/report/${NOW}`);
  assert.equal(await college.page.getByLabel("Out of how many?").inputValue(), "900", "filled in with what was sent");
  await college.fill({ "How many?": "55", "Out of how many?": "100", "What should be known with it?": "Ours alone." });
  await college.fill({ "How many minutes did it take?": "4" });
  await college.press("Save and look at it");
  await college.press("Accept: count it in");
  await college.open(`${MEASURE}/periods/${NOW}`);
  await college.follow(new RegExp(`: ${COLLEGE}$`));
  await college.follow("Revision 1");
  await college.sees("45");
  await manager.open(`${HOME}/today`);
  await manager.follow(/Answered: In work half a year later/);
  await manager.press("That settles it");
  await manager.sees("settled");
}

/** Every page says it at once: 55 + 50 + 20 of 100 + 100 + 40. */
async function shows({ manager }) {
  const value = "52.1";
  for (const path of [`${HOME}/measures`, `${HOME}/results/1`, MEASURE, `${MEASURE}/periods/${NOW}`]) {
    await manager.open(path);
    await manager.sees(value);
    await looksRight(manager);
  }
  await manager.open(`${MEASURE}/cycles/${NOW}`);
  await manager.sees("3 of 3");
  await manager.sees("Reporting took 8 minutes in the middle, as 3 partners say.");
}

/** Locked: nothing more is taken until it is opened again. */
async function locks({ manager, college }) {
  await manager.press("Lock this period");
  await manager.sees("counts, locked");
  await college.open(`${HOME}/duties/${DUTY}/report/${NOW}`);
  await college.sees("This period is locked.");
  assert.equal(await college.main.getByRole("button", { name: "Save and look at it" }).count(), 0);
}

/** An edition by a decision; whoever has no account sees nothing before, and afterwards what was decided on. */
async function publishes({ manager, seat }, reader) {
  await reader.open(`${HOME}/measures`);
  assert.ok(!(await reader.main.innerText()).includes("52.1"), "nothing is published yet");
  await manager.open(`${HOME}/editions`);
  await manager.follow("Put an edition together");
  await manager.fill({ Title: "Report card", "What does it mean, in plain words?": "More than half find work." });
  await manager.pick("In work half a year later", "headline, with a picture");
  await manager.press("Keep this edition");
  await manager.press("Freeze and check its numbers");
  await manager.follow("Ask for a decision to publish it");
  await decide({ manager, seat }, "We publish the report card");
  await reader.open(MEASURE);
  await reader.sees("52.1");
  await looksRight(reader);
}
