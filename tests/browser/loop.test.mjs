// Once around the loop, from an empty installation, as five people and through pages alone: from what a resident
// says to what that resident is told came of it. Every link of the chain comes from an act below.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openMail } from "./mail.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const HOME = "/i/ride-to-work";
const PASSWORD = "a long one nobody guesses";
const GROUP = "Night travel group";
const PARTNER = "The bus company";
const SEED = "Night shifts should not end at a dark bus stop.";

/** The chain, in the loop's order: what each object is called on the thread of the statement. */
const CHAIN = {
  clause: "Run a late bus to the works on every working day",
  version: "A first agenda",
  decision: "A first agenda",
  result: "Everybody who works at night gets home safely",
  measure: "Night workers with a bus home",
  duty: PARTNER,
  submission: `${PARTNER}, 2024`,
  story: "The last bus leaves before the shift ends",
  activity: "A bus at half past eleven",
  commitment: "Drive the late bus for one month as a trial",
  win: "The late bus runs",
  answer: "a bus leaves at half past eleven",
};
/** What belongs to the partner who reports: on the thread for those who work together, not for the public. */
const PARTNERS_OWN = ["duty", "submission"];
const STATEMENT = "There is no bus when my shift ends.";

const browser = await openBrowser();
after(() => browser.close());

describe("once around the loop", () => {
  for (const js of [true, false]) {
    test(`as five people, JavaScript ${js ? "on" : "off"}`, async () => {
      const { members, residents } = await around({ js });
      holds(members, Object.keys(CHAIN));
      holds(residents, Object.keys(CHAIN).filter((kind) => !PARTNERS_OWN.includes(kind)));
    });
  }
});

describe("a link that nobody makes", { concurrency: 2 }, () => {
  const lost = {
    cite: ["clause", "version", "decision", "result", "measure", "duty", "submission", "story", "activity", "commitment", "win"],
    strategy: ["activity", "commitment", "win"],
    about: ["commitment", "win"],
    from: ["win"],
  };
  for (const [skip, gone] of Object.entries(lost)) {
    test(`is missed: ${skip}`, async () => {
      const { members } = await around({ js: false, skip });
      holds(members, Object.keys(CHAIN).filter((kind) => !gone.includes(kind)));
    });
  }
});

/** Fails unless exactly these steps of the chain are on a thread, each by its title. */
function holds(thread, kinds) {
  for (const [kind, title] of Object.entries(CHAIN)) {
    const there = thread.some((line) => line.startsWith(`${KINDS[kind]} · `) && line.includes(title));
    assert.equal(there, kinds.includes(kind), `${kind} “${title}” in\n${thread.join("\n")}`);
  }
}

/** Goes around, leaving out the link `skip`, and reads the thread of the resident's statement. */
async function around({ js, skip }) {
  const mail = await openMail();
  const house = await openHouse({ mode: "serve", args: ["--config", mail.config], env: { GROUNDSWELL_NO_LIMITS: "true" } });
  const visitors = [];
  const somebody = async () => {
    const visitor = await visit(browser, house.url, { js });
    visitors.push(visitor);
    return new Hands(visitor.page);
  };
  try {
    const people = await gather(house, mail, somebody);
    await agree(people, skip);
    await count(people);
    await act(people, skip);
    await tellBack(people);
    const statement = people.resident.path;
    return { members: await thread(people.seat, statement), residents: await thread(people.resident, statement) };
  } finally {
    for (const visitor of visitors) await visitor.close();
    await house.stop();
    await mail.close();
  }
}

/** The set-up link, the initiative with a partner and a group, and everybody through a mailed invitation. */
async function gather(house, mail, somebody) {
  const backbone = await somebody();
  await backbone.open(house.setupLink());
  await backbone.fill({ "Your name": "The backbone", "Your e-mail address": "backbone@example.org", Password: PASSWORD });
  await backbone.press("Make this account");
  await backbone.fill({ "What is it called?": "Ride to work", "The problem, in one line": "Night workers cannot get home." });
  await backbone.press("Start it");
  assert.equal(backbone.path, HOME);

  await backbone.open(`${HOME}/partners/new`);
  await backbone.fill({ Organisation: PARTNER, "What does it bring?": "Buses and drivers" });
  await backbone.press("Take it in");
  await backbone.open(`${HOME}/groups/new`);
  await backbone.fill({ "What is it called?": GROUP, Seats: "Night workers" });
  await backbone.press("Create it");

  const invited = async (calling, name) => {
    const address = `${name.replaceAll(" ", ".")}@example.org`;
    await backbone.open(`${HOME}/people/invite`);
    await backbone.fill({ "Their e-mail address": address });
    await backbone.pick("What shall they be here?", calling);
    await backbone.press("Send the invitation");
    const hands = await somebody();
    await hands.open(await mail.link(address, "/invitation/"));
    await hands.fill({ "Your name": name });
    await hands.press("Accept the invitation");
    assert.equal(hands.path, HOME);
    return hands;
  };
  const partner = await invited(`Speaks for ${PARTNER}`, "partner");
  await invited("Facilitator", "facilitator");
  const seat = await invited(`${GROUP}: seat for Night workers`, "seat holder");

  const elsewhere = await somebody();
  await elsewhere.open("/sign-in");
  await elsewhere.fill({ "E-mail address": "facilitator@example.org" });
  await elsewhere.press("Sign in");
  await elsewhere.open(await mail.link("facilitator@example.org", "/sign-in/link/"));
  await elsewhere.press("Sign in");
  return { resident: await somebody(), partner, facilitator: elsewhere, seat, backbone };
}

/** A statement becomes a clause, the clause a version, the version an agenda in force. */
async function agree({ resident, facilitator, seat, backbone }, skip) {
  await backbone.open(`${HOME}/conversations/new`);
  await backbone.fill({ "What do you ask?": "What would get you home safely?", "First statements": SEED });
  await backbone.press("Open the conversation");

  await resident.open(`${HOME}/conversations/1`);
  await resident.sees(SEED);
  await resident.press("Agree");
  await resident.fill({ "What do you think?": STATEMENT });
  await resident.press("Add this statement");
  const said = resident.path;

  await facilitator.open(said);
  if (skip === "cite") await facilitator.open(`${HOME}/agenda/clauses/new`);
  else await facilitator.follow("Write a clause from this");
  await facilitator.pick("Where does it belong?", "Strategies");
  await facilitator.fill({ "The clause": CHAIN.clause, "What will be different?": "The company drives when shifts end." });
  await facilitator.press("Write it into the draft");
  await facilitator.open(`${HOME}/agenda/propose`);
  await facilitator.fill({ "What is new in it?": CHAIN.version });
  await facilitator.pick("Who decides?", GROUP);
  await facilitator.press("Propose this version");
  await consent(seat, facilitator.path);
  await seat.open(`${HOME}/agenda`);
  await seat.sees(CHAIN.clause);
}

/** The seat consents to the decision at `path`, and counts the answers. */
async function consent(seat, path) {
  await seat.open(path);
  await seat.tick("Consent: good enough for now, safe enough to try");
  await seat.press("Give this answer");
  await seat.press("Count the answers");
}

/** From the clause to a number that counts, and what explains it. */
async function count({ partner, facilitator, seat, backbone }) {
  await facilitator.open(`${HOME}/results`);
  await facilitator.fill({ "What shall be true?": CHAIN.result });
  await facilitator.pick("Which clause of the agenda aims at it?", CHAIN.clause);
  await facilitator.press("Write down this result");
  await facilitator.follow("Define a measure");
  await facilitator.fill({ "What do people call it?": CHAIN.measure });
  await facilitator.fill({ "What is counted?": "Night workers with a bus", "Out of what?": "Night workers" });
  await facilitator.press("Define this measure");
  await facilitator.open(`${HOME}/decisions/new`);
  await facilitator.fill({ "What is it about?": "How we count", "What do you propose?": "Count it so." });
  await facilitator.pick("What does it bring into force?", `Measure: ${CHAIN.measure}, version 1`);
  await facilitator.press("Ask for a decision");
  await consent(seat, facilitator.path);

  await backbone.open(`${HOME}/measures/1/duties`);
  await backbone.tick(PARTNER);
  await backbone.press("Give them this duty");
  for (const year of ["2024", "2025"]) {
    await backbone.open(`${HOME}/measures/1/cycles`);
    await backbone.fill({ "Which period?": year });
    await backbone.press("Open this period");
  }

  await partner.open(`${HOME}/duties/1/report/2024`);
  await partner.fill({ "How many?": "240", "Out of how many?": "400" });
  await partner.press("Save and look at it");
  await partner.press("Accept: count it in");
  await backbone.open(`${HOME}/measures/1/import`);
  await backbone.attach("File", "2025.csv", `Organisation,Year,With a bus,All\n${PARTNER},2025,300,400\n`);
  await backbone.press("Read this file");
  await backbone.pick("Which column names the partner?", `Organisation: ${PARTNER}`);
  await backbone.pick("Which column holds the period?", "Year: 2025");
  await backbone.pick("Which column counts “Night workers with a bus”?", "With a bus: 300");
  await backbone.pick("Which column counts “Night workers”?", "All: 400");
  await backbone.press("Read this file");
  await backbone.press("Send these numbers");
  await partner.open(`${HOME}/duties/1`);
  await partner.follow("Look at 2025 and accept it");
  await partner.press("Accept: count it in");
  await partner.open(`${HOME}/measures/1`);
  await partner.sees("75.0");
  assert.ok((await partner.main.locator("svg").count()) > 0, "the measure has its chart");

  await partner.open(`${HOME}/measures/1/story`);
  await partner.fill({ "What happened?": CHAIN.story, "Who says so?": "Our drivers" });
  await partner.tick("Holds back");
  await partner.pick("Which number does it explain?", `2024, ${PARTNER}`);
  await partner.press("Tell it");
}

/** What is done about it: an activity, a promise made in a meeting and kept, a win. */
async function act({ partner, facilitator, seat }, skip) {
  await partner.open(`${HOME}/activities/new`);
  await partner.fill({ "What is it called?": CHAIN.activity, "With which strength?": "Buses and drivers" });
  await partner.pick("Which partner does it?", PARTNER);
  if (skip !== "strategy") {
    await partner.pick("Which strategy does it serve?", CHAIN.clause);
    await partner.pick("Does it answer a story behind the numbers?", CHAIN.story);
  }
  await partner.press("Enter an activity");
  await partner.sees("Buses and drivers");

  await facilitator.open(`${HOME}/meetings/new`);
  await facilitator.pick("Which group meets?", GROUP);
  await facilitator.fill({ "What is it called?": "The late bus", "What will be different after it?": "Somebody drives it." });
  await facilitator.fill({ "When does it begin?": `${day(0)}T18:30` });
  await facilitator.press("Plan this meeting");
  await facilitator.press("Open the meeting");
  const meeting = facilitator.path;

  await partner.open(meeting);
  await partner.follow("Offer a commitment");
  await partner.fill({ "What will you do?": CHAIN.commitment, "By which day?": day(30) });
  await partner.pick("In whose name?", PARTNER);
  if (skip !== "about") await partner.pick("What does it serve?", `Activity: ${CHAIN.activity}`);
  await partner.press("Offer it");
  const promise = partner.path;
  await facilitator.open(meeting);
  await facilitator.sees(CHAIN.commitment);
  await seat.open(promise);
  await seat.press("Accept it for the group");
  await partner.open(promise);
  await partner.follow("Report");
  await partner.press("Kept: it is done");

  await facilitator.open(promise);
  if (skip === "from") {
    await facilitator.open(`${HOME}/wins/new`);
    await facilitator.tick(PARTNER);
  } else {
    await facilitator.follow("Celebrate what came of it");
  }
  await facilitator.fill({ "What happened?": CHAIN.win, "What is different now?": "Nobody waits until five in the morning." });
  await facilitator.press("Write it down");
  const win = facilitator.path;
  await facilitator.sees("Waits for somebody who had a part in it");
  await partner.open(win);
  await partner.press("Yes, we had a part in it");
  await partner.sees("Confirmed by others who had a part in it");
}

/** The resident is answered, and the log of changes gets its line. */
async function tellBack({ resident, facilitator }) {
  await facilitator.open(resident.path);
  await facilitator.follow("Tell back what became of it");
  await facilitator.tick("We did");
  await facilitator.fill({ "Why, or what exactly": "a bus leaves at half past eleven." });
  await facilitator.pick("What came of it here?", `Win: ${CHAIN.win}`);
  await facilitator.press("Tell back");
  await facilitator.open(`${HOME}/changes`);
  await facilitator.fill({ "What changed?": "The timetable now follows the shifts" });
  await facilitator.press("Note this change");
  await facilitator.sees("The timetable now follows the shifts");
}

/** The lines of the whole thread of the statement at this path, as one of the people sees them. */
async function thread(hands, statement) {
  await hands.open(statement);
  await hands.follow("See the whole thread");
  assert.match(hands.path, new RegExp(`^${HOME}/thread/statement/`));
  await hands.sees(STATEMENT);
  const lines = await hands.main.locator("li:has(.kicker)").allInnerTexts();
  return lines.map((line) => line.replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " "));
}

/** What the thread calls each kind. */
const KINDS = {
  clause: "Clause",
  version: "Agenda version",
  decision: "Decision",
  result: "Result",
  measure: "Measure",
  duty: "Who reports",
  submission: "Number sent",
  story: "What explains it",
  activity: "Activity",
  commitment: "Commitment",
  win: "Win",
  answer: "Answer",
};

/** The day so many days from now, as a form takes it. */
function day(ahead) {
  return new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
}
