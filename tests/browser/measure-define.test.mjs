// A measure is defined in all its parts, told apart, reported, adopted by a decision, and then changed twice: once so that
// older values are carried over by a bridge, once so that the series breaks. What a change touches is shown before it is
// written, it holds once it is decided, and the chart says where and how. On a phone, with JavaScript and without.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { HOME, decide } from "./gather.mjs";
import { askFor, looksRight, openWalks, refused, writeResult } from "./reporting.mjs";

const NAME = "Days to the first job";
const PARTNER = "Riverside college";
const QUARTERS = ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"];

const walks = await openWalks();
after(() => walks.close());

describe("a measure is defined and changed", () => {
  for (const js of [true, false]) {
    test(`JavaScript ${js ? "on" : "off"}`, () => walks.walk(js, { partner: PARTNER }, (people) => defined(people, js)));
  }
});

async function defined(people, js) {
  const { manager } = people;
  await writeResult(manager);
  const measure = await define(manager);
  await tellApart(manager, measure);
  await report(people, measure);
  await adopt(people, 1);
  await bridge(people, measure, js);
  await breaks(people, measure, js);
}

/** A mean, where less is better: every part of a definition, and first one that cannot be. Answers its path. */
async function define(hands) {
  await hands.open(`${HOME}/measures/new`);
  await hands.tick("An average");
  await hands.fill({ "What do people call it?": NAME, "What is counted?": "days waited", "Out of what?": "people who began" });
  await hands.fill({ "What does it mean, in plain words?": "Days from the end of a course to the first paid day, of all who began." });
  await hands.tick("Yes: small numbers are protected");
  await hands.fill({ "Below which number is a count small?": "12", "Per how many?": "1", Unit: "days", Decimals: "0" });
  await hands.tick("Lower is better");
  await hands.tick("Every quarter");
  await hands.fill({ "How many days after a period do numbers come?": "9000" });
  await hands.pick("Who looks after this measure?", PARTNER);
  await refused(hands, "Define this measure");
  await hands.sees("Write a number of days, from 0 to 3,660.");
  assert.ok(await hands.page.getByLabel("Lower is better").isChecked(), "what was chosen stays");
  await hands.fill({ "How many days after a period do numbers come?": "30" });
  await hands.press("Define this measure");
  for (const words of ["An average", "days waited", "Lower is better", "Every quarter", "known after 30 days", PARTNER, "People; fewer than 12 are protected."]) {
    await hands.sees(words);
  }
  await looksRight(hands);
  return hands.path;
}

/** By age, where each report is asked for it. */
async function tellApart(hands, measure) {
  await hands.open(`${measure}/dimensions`);
  await hands.fill({ "By what?": "Age", Categories: "under 25\nunder 25" });
  await refused(hands, "Tell it apart");
  await hands.sees("stands there already");
  await hands.fill({ Categories: "under 25\n25 and over" });
  await hands.press("Tell it apart");
  await hands.open(measure);
  await hands.sees("Age");
}

/** Eight quarters by one partner, in a file. */
async function report({ manager, partner }, measure) {
  await askFor(manager, measure, [PARTNER]);
  for (const quarter of QUARTERS) {
    await manager.open(`${measure}/cycles`);
    await manager.fill({ "Which period?": quarter });
    await manager.press("Open this period");
  }
  await partner.open(`${measure}/import`);
  const rows = QUARTERS.map((quarter, at) => `${quarter}\t${3600 + 90 * (at % 3)}\t60`);
  await partner.fill({ "Or paste the rows here": ["Quarter\tDays\tPeople", ...rows].join("\n") });
  await partner.press("Read this file");
  await partner.pick("Which column holds the period?", `Quarter: ${QUARTERS[0]}`);
  await partner.pick("Which column counts “days waited”?", "Days: 3600");
  await partner.pick("Which column counts “people who began”?", "People: 60");
  await partner.press("Read this file");
  await partner.press("Send these numbers");
  await partner.press(`Accept all ${QUARTERS.length}: count them in`);
  await partner.open(measure);
  await partner.sees("62 days in 2025-Q4");
}

/** A decision brings a version into force. */
async function adopt({ manager, seat }, version) {
  await manager.open(`${HOME}/decisions/new`);
  await manager.pick("What does it bring into force?", `Measure: ${NAME}, version ${version}`);
  await decide({ manager, seat }, `${NAME}, version ${version}`);
}

/** A change with a factor: what it touches first, then the version, which holds once it is decided. */
async function bridge(people, measure, js) {
  const { manager } = people;
  await manager.open(measure);
  await manager.follow("Change the definition");
  await manager.fill({ "What does it mean, in plain words?": "Working days from the end of a course to the first paid day." });
  await manager.tick("Yes, after a multiplication");
  await manager.fill({ "From which period on?": "2025-Q3", "Older values times": "0.7" });
  await refused(manager, "Look at what this touches");
  await manager.sees("Numbers up to 2025-Q4 count already under the older definition. Begin later than that.");
  await manager.fill({ "From which period on?": "2026-Q1", "Why that much?": "Five days of seven are working days." });
  await manager.press("Look at what this touches");
  for (const words of ["Nothing is written yet. One partner reports by this definition, and 8 periods have numbers that count.", PARTNER, "8 of 8 have numbers that count", "Age", "Targets, set in its unit", "the new version holds once a decision adopts it"]) {
    await manager.sees(words);
  }
  await looksRight(manager, js);
  await manager.press("Change it again");
  assert.equal(await manager.page.getByLabel("Older values times").inputValue(), "0.7", "nothing is typed twice");
  await manager.press("Look at what this touches");
  await manager.press("Write this version");
  await manager.sees("Version 1 was adopted and is in force. Version 2 is written and waits for a decision.");
  await reportOne(people, measure, "2026-Q1");
  assert.equal(await marks(manager, measure), "", "what is not decided is on no chart");
  await adopt(people, 2);
  assert.match(await marks(manager, measure), /Version 2, bridged/);
  await manager.sees("Five days of seven are working days.");
  await looksRight(manager, js);
}

/** A change after which nothing can be compared with before. */
async function breaks(people, measure, js) {
  const { manager } = people;
  await manager.follow("Change the definition");
  await manager.tick("Higher is better");
  await manager.fill({ "From which period on?": "2026-Q2" });
  await manager.tick("Yes, it counts the same more clearly");
  await refused(manager, "Look at what this touches");
  await manager.sees("Another kind of number, direction or frequency breaks the series");
  await manager.tick("No, the series breaks here");
  await manager.press("Look at what this touches");
  await manager.sees("The series breaks at 2026-Q2");
  await manager.sees("Lower is better");
  await manager.sees("Higher is better");
  await manager.press("Write this version");
  await reportOne(people, measure, "2026-Q2");
  await adopt(people, 3);
  assert.match(await marks(manager, measure), /Version 3/);
  await manager.sees("from 2026-Q2 on, not comparable with before");
  await looksRight(manager, js);
}

/** One quarter more; the file's columns are known by now. */
async function reportOne({ manager, partner }, measure, quarter) {
  await manager.open(`${measure}/cycles`);
  await manager.fill({ "Which period?": quarter });
  await manager.press("Open this period");
  await partner.open(`${measure}/import`);
  await partner.fill({ "Or paste the rows here": `Quarter\tDays\tPeople\n${quarter}\t3650\t60` });
  await partner.press("Read this file");
  await partner.press("Send these numbers");
  await partner.press("Accept it: count it in");
}

/** What the chart says of versions, one after the other. */
async function marks(hands, measure) {
  await hands.open(measure);
  const words = await hands.main.locator("svg text").allTextContents();
  return words.filter((word) => word.includes("Version")).join("; ");
}
