// Each way to decide on phones, from opening to result, with JavaScript and without: six seats fill in the ballot of the
// method, and the page says what came of it in words, in a picture and in the count step by step.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { GROUP, HOLDERS, HOME, fits, holder, inDays } from "./agenda-seats.mjs";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const OPTIONS = ["The bridge", "The school", "The station"];

// How the first seat and all others fill in the ballot, what the proposer sets beside the method, and what is decided.
const METHODS = [
  {
    method: "Gradients of agreement",
    first: (hands) => hands.tick("No, but it may go ahead"),
    others: (hands) => hands.tick("Yes, with minor reservations"),
    says: ["How far everybody agrees", "Adopted on"],
  },
  {
    method: "Show of hands",
    first: (hands) => hands.tick(OPTIONS[0]),
    others: (hands) => hands.tick(OPTIONS[1]),
    says: ["Hands for each option", "The school"],
  },
  {
    method: "Approval",
    first: (hands) => hands.tick(OPTIONS[0]),
    others: async (hands) => {
      await hands.tick(OPTIONS[1]);
      await hands.tick(OPTIONS[2]);
    },
    last: (hands) => hands.tick(OPTIONS[1]),
    says: ["How many can live with each option", "The school"],
  },
  {
    method: "Points",
    set: { "Highest score, or number of dots": "5" },
    first: (hands) => each(hands, ["5", "1", "0"]),
    others: (hands) => each(hands, ["1", "4", "3"]),
    says: ["Points for each option", "The school"],
  },
  {
    method: "Middle grade",
    first: (hands) => each(hands, ["Excellent", "Poor", "Fair"]),
    others: (hands) => each(hands, ["Fair", "Good", "Poor"]),
    says: ["The middle grade of each option", "The school"],
  },
  {
    method: "Instant runoff",
    first: (hands) => ranks(hands, ["1", "2", "3"]),
    others: (hands) => ranks(hands, ["2", "1", "3"]),
    says: ["Ballots for each option in the last round", "The school"],
  },
  {
    method: "Pairwise comparison",
    first: (hands) => ranks(hands, ["1", "2", "3"]),
    others: (hands) => ranks(hands, ["2", "1", "3"]),
    says: ["How many put the row over the column", "The school"],
  },
  {
    method: "Transferable vote",
    set: { "How many win?": "2" },
    first: (hands) => ranks(hands, ["1", "2", "no place"]),
    others: (hands) => ranks(hands, ["2", "1", "no place"]),
    says: ["Votes of each option at the end", "The bridge", "The school"],
  },
  {
    method: "Dots",
    set: { "Highest score, or number of dots": "4" },
    first: (hands) => dots(hands, ["4", "", ""]),
    others: (hands) => dots(hands, ["1", "3", ""]),
    says: ["Dots on each option", "The school"],
  },
];

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

for (const js of [true, false]) {
  describe(`each way to decide, JavaScript ${js ? "on" : "off"}`, () => {
    test("from opening to result, on phones", () => decided(js));
  });
}

async function decided(js) {
  const visitor = await visit(browser, house.url, { js });
  await visitor.signIn("facilitator");
  const lena = new Hands(visitor.page);
  const seats = [];
  for (const email of Object.values(HOLDERS)) seats.push(await holder(browser, house, email, js));
  try {
    for (const way of METHODS) await once(way, lena, seats.map(({ hands }) => hands));
  } finally {
    await visitor.close();
    for (const seat of seats) await seat.visitor.close();
  }
}

async function once(way, lena, seats) {
  await lena.open(`${HOME}/decisions/new`);
  await lena.fill({
    "What is it about?": `Where do we begin? ${way.method}`,
    "What do you propose?": "One place to begin with.",
    "Last day for answers": inDays(10),
    ...(way.method === "Gradients of agreement" ? {} : { "What can be chosen?": OPTIONS.join("\n") }),
    ...way.set,
  });
  await lena.pick("Which group looks after it?", GROUP);
  await lena.tick(way.method);
  await lena.press("Ask for a decision");
  const decision = lena.path;
  for (const [at, hands] of seats.entries()) {
    await hands.open(decision);
    await hands.sees(way.method);
    await (at === 0 ? way.first(hands) : at === seats.length - 1 && way.last ? way.last(hands) : way.others(hands));
    await hands.press("Give this answer");
    await fits(hands);
  }
  const ruth = seats.at(-1);
  await ruth.open(decision);
  await ruth.press("Count the answers");
  for (const words of way.says) await ruth.sees(words);
  await ruth.sees("6 of 7 took part");
  assert.ok((await ruth.main.locator("figure svg, svg").count()) > 0, `${way.method}: a picture`);
  await fits(ruth);
  const file = await ruth.page.request.get(`${decision}/ballots.csv`);
  assert.equal(file.status(), 200, "every ballot for whoever counts again");
  assert.ok((await file.text()).trim().split("\n").length >= 7, `${way.method}: a head and six ballots`);
}

/** One of several beside each other for each option. */
async function each(hands, words) {
  for (const [at, word] of words.entries()) {
    const group = hands.main.getByRole("group", { name: OPTIONS[at] });
    await group.getByLabel(word, { exact: true }).check();
  }
}

async function ranks(hands, places) {
  for (const [at, place] of places.entries()) await hands.pick(OPTIONS[at], place);
}

async function dots(hands, counts) {
  for (const [at, count] of counts.entries()) if (count) await hands.fill({ [OPTIONS[at]]: count });
}
