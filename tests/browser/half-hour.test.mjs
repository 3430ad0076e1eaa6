// A volunteer coalition's first half hour: from the first start of the program to the first promise, in few steps.
// The same small start inside one organisation, where partners are teams and seats are functions.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const MOST_INTERACTIONS = 40;
const PASSWORD = "a long one nobody guesses";
const MONTH_MS = 30 * 86_400_000;

const browser = await openBrowser();
after(() => browser.close());

test("a coalition starts", () => atFirstStart("first half hour", async (hands, house) => {
  await start(hands, house, { name: "Safe paths", problem: "Children cannot walk to school safely." });
  await begin(hands, { group: "Saturday group", seats: "Parents" });
  await hands.open("/i/safe-paths/agenda");
  await hands.sees("Every child can walk to school");
}));

test("teams of one organisation start", () => atFirstStart("first half hour inside an organisation", async (hands, house) => {
  await start(hands, house, {
    name: "Fewer returns",
    problem: "One machine in nine comes back.",
    profile: "Teams inside one organisation",
  });
  const home = hands.path;
  await begin(hands, { group: "Warranty group", seats: "Purchasing", seatsLabel: "Functions" });
  await hands.open(`${home}/partners`);
  await hands.sees("Teams");
  await hands.follow("Take in a team");
  await hands.fill({ Team: "Field service" });
  await hands.press("Take it in");
  await hands.open(`${home}/groups/1`);
  await hands.follow("Add a function");
  await hands.sees("Which function is it?");
}));

/** Runs `begun` at an empty installation, and prints what it took, from the start of the program. */
async function atFirstStart(what, begun) {
  const from = performance.now();
  const house = await openHouse({ mode: "serve", env: { GROUNDSWELL_NO_LIMITS: "true" } });
  const visitor = await visit(browser, house.url);
  try {
    const hands = new Hands(visitor.page);
    await begun(hands, house);
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    console.log(`figure: ${what}: ${hands.interactions} interactions, ${seconds} s`);
    assert.ok(hands.interactions <= MOST_INTERACTIONS, `${hands.interactions} interactions`);
  } finally {
    await visitor.close();
    await house.stop();
  }
}

/** The set-up link, the first account, the initiative. */
async function start(hands, house, { name, problem, profile }) {
  await hands.open(house.setupLink());
  await hands.fill({ "Your name": "A volunteer", "Your e-mail address": "volunteer@example.org", Password: PASSWORD });
  await hands.press("Make this account");
  await hands.fill({ "What is it called?": name, "The problem, in one line": problem });
  if (profile) await hands.tick(profile);
  await hands.press("Start it");
}

/** A line of the agenda, a result, a measure, a group, an invitation, the first commitment. */
async function begin(hands, { group, seats, seatsLabel = "Seats" }) {
  const home = hands.path;
  const aim = "Every child can walk to school";
  await hands.open(`${home}/agenda/clauses/new`);
  await hands.fill({ "The clause": aim });
  await hands.press("Write it into the draft");
  await hands.open(`${home}/results`);
  await hands.fill({ "What shall be true?": aim });
  await hands.press("Write down this result");
  await hands.follow("Define a measure");
  await hands.fill({ "What do people call it?": "Walks to school" });
  await hands.fill({ "What is counted?": "Children who walk", "Out of what?": "Children" });
  await hands.press("Define this measure");
  await hands.open(`${home}/groups/new`);
  await hands.fill({ "What is it called?": group, [seatsLabel]: seats });
  await hands.press("Create it");
  await hands.open(`${home}/people/invite`);
  await hands.fill({ "Their e-mail address": "neighbour@example.org" });
  await hands.press("Send the invitation");
  await hands.open(`${home}/commitments/new`);
  await hands.fill({ "What will you do?": "Count the crossings on my way", "By which day?": inAMonth() });
  await hands.press("Offer it");
}

function inAMonth() {
  return new Date(Date.now() + MONTH_MS).toISOString().slice(0, 10);
}
