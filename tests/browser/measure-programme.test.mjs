// How a programme does is another question than how everybody is doing: its measure is started from a ready-made definition, stands
// under its question on a page of its own, and says nothing of better or worse before there are enough values. One partner's field
// cannot be compared, and every page that shows the pool says so. On a phone, with JavaScript and without.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { HOME } from "./gather.mjs";
import { askFor, looksRight, openWalks, openYear, refused, writeResult } from "./reporting.mjs";

const [COLLEGE, WORKS] = ["Riverside college", "The foundry"];
const READY = "People in work half a year after training";
const YEARS = ["2023", "2024", "2025"];
const TWICE = "May count a person more than once.";
const REASON = "We count contracts, and some people have two.";

const walks = await openWalks();
after(() => walks.close());

describe("a programme’s measure", () => {
  for (const js of [true, false]) {
    test(`on phones, JavaScript ${js ? "on" : "off"}`, () => walks.walk(js, { college: COLLEGE, works: WORKS }, (people) => programme(people, js)));
  }
});

async function programme(people, js) {
  const measure = await starts(people, js);
  await apart(people, js);
  await maps(people, measure);
  await reports(people, measure);
  await tells(people, measure, js);
}

/** From a definition that is there already, with what to mind; answers its path. */
async function starts({ manager }, js) {
  await writeResult(manager);
  await manager.open(`${HOME}/bank`);
  await looksRight(manager, js);
  await manager.follow("Work");
  await manager.sees("Ask all, not those who answer");
  await manager.follow(new RegExp(`^Start with this.*${READY}`));
  assert.equal(await manager.page.getByLabel("What do people call it?").inputValue(), READY);
  assert.equal(await manager.page.getByLabel("What is counted?").inputValue(), "people in work");
  await manager.tick("Population: a condition of everybody, belongs to all of us");
  await manager.page.locator("[name=quadrant]").selectOption({ label: "Whether anybody is better off" }, { force: true });
  await refused(manager, "Define this measure");
  await manager.tick("Performance: how a programme does, belongs to those who run it");
  await manager.pick("What does it tell of the programme?", "Whether anybody is better off");
  await manager.pick("Who looks after this measure?", COLLEGE);
  await manager.tick("Every year");
  await manager.tick("Yes, somebody may be counted more than once");
  await manager.press("Define this measure");
  await manager.sees("performance measure");
  return manager.path;
}

/** Under its question among the programmes; not among the measures of everybody. */
async function apart({ manager }, js) {
  await manager.open(`${HOME}/measures`);
  assert.ok(!(await manager.main.innerText()).includes(READY), "a programme is not how everybody is doing");
  await manager.open(`${HOME}/measures/performance`);
  await manager.sees(COLLEGE);
  const share = manager.main.locator(".quadrant").filter({ hasText: "Is anyone better off? What share" });
  assert.ok((await share.innerText()).includes(READY), "it stands under its question");
  await looksRight(manager, js);
}

/** One partner counts something else: it says so with a reason, and it is approved as it is. */
async function maps({ manager, works }, measure) {
  await askFor(manager, measure, [COLLEGE, WORKS]);
  await works.open(`${HOME}/duties/2/crosswalk/new`);
  await works.tick("Not comparable");
  await works.fill({ "What do you call it?": "Contracts", "What does it mean with you?": "Contracts that were signed" });
  await refused(works, "Send it to be approved");
  assert.ok(await works.main.getByLabel("Not comparable", { exact: true }).isChecked(), "what was chosen stays");
  await works.fill({ "Why?": REASON });
  await works.press("Send it to be approved");
  await manager.open(works.path);
  await manager.sees(REASON);
  await manager.press("Approve it");
}

async function reports({ manager, college, works }, measure) {
  for (const year of YEARS) await openYear(manager, year);
  for (const [hands, duty, counts] of [[college, 1, [30, 36, 45]], [works, 2, [8, 9, 10]]]) {
    for (const [at, year] of YEARS.entries()) {
      await hands.open(`${HOME}/duties/${duty}/report/${year}`);
      await hands.fill({ "How many?": String(counts[at]), "Out of how many?": duty === 1 ? "60" : "40" });
      await hands.press("Save and look at it");
      await hands.press("Accept: count it in");
    }
  }
  await manager.open(measure);
}

/** 45 + 10 of 60 + 40, which is no mean of 75 % and 25 %; too few years to speak of better or worse. */
async function tells({ manager }, measure, js) {
  await manager.sees("55% in 2025: 55 of 100");
  await manager.sees("Too few periods to tell a change from its usual ups and downs");
  const text = (await manager.main.innerText()).replace(/[\u2066-\u2069]/g, "");
  assert.ok(!/Improving|Getting worse/.test(text), "nothing is said of better or worse");
  assert.match(text, /Comparable\s+1 of 2/, "how much of it can be compared");
  await looksRight(manager, js);
  await manager.sees(TWICE);
  await manager.follow("Where does 2025 come from?");
  await manager.sees(TWICE);
  await manager.open(`${HOME}/ledger`);
  await manager.sees(WORKS);
  await manager.open(`${HOME}/measures/performance`);
  await manager.sees("55%");
  await manager.sees("Too few points to say");
  await manager.sees(TWICE);
}
