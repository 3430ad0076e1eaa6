// Seeing how it goes: from the scorecard to a measure and to the rows its figure was made from; a forecast is frozen and held
// against what came, what happened is noted, limits begin afresh. On a phone, with JavaScript and without.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const PHONE_PX = 360;
const HOME = "/i/bowling-green";
const MEASURE = `${HOME}/measures/1`;

const browser = await openBrowser();
after(() => browser.close());

for (const js of [true, false]) {
  test(`a measure is seen and held against what was expected, JavaScript ${js ? "on" : "off"}`, async () => {
    const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
    const visitor = await visit(browser, house.url, { js, width: PHONE_PX });
    try {
      await visitor.signIn("facilitator");
      const hands = new Hands(visitor.page);
      await see(hands);
      await freeze(hands);
      await annotate(hands);
      await rebase(hands);
      await trace(hands);
      await places(hands);
      await groups(hands, house.url);
      await fits(visitor.page);
      await read(house.url);
    } finally {
      await visitor.close();
      await house.stop();
    }
  });
}

/** The scorecard says how it stands, and leads to the measure. */
async function see(hands) {
  await hands.open(`${HOME}/measures`);
  for (const words of ["4.0%", "Improving", "falling", "3.5%", "On pace", "10 of 10"]) await hands.sees(words);
  await hands.follow("Unemployment");
  await hands.sees("4.0% in 2018 lies within what was expected if nothing changed");
  await hands.sees("On the baseline");
  await hands.sees("653 fewer unemployed people would close the gap today");
}

/** A forecast is frozen with who agreed; too early a period is refused with what to do, and what was typed is kept. */
async function freeze(hands) {
  await hands.follow("See all 2 frozen baselines");
  await hands.fill({ "Who agreed to hold it against what comes?": "Steering circle, in May", "Which is the last period it may know?": "2010" });
  await hands.page.getByRole("button", { name: "Freeze it" }).click();
  await hands.sees("A forecast takes 6 values in a row under the same limits; up to there are 4.");
  assert.equal(await hands.page.getByLabel("Who agreed to hold it against what comes?").inputValue(), "Steering circle, in May");
  await hands.fill({ "Which is the last period it may know?": "" });
  await hands.press("Freeze it");
  await hands.sees("No data since");
  await hands.sees("No value has come since.");
  await hands.follow("Unemployment");
  await hands.sees("No data since");
}

/** What happened stands in the picture and in the list. */
async function annotate(hands) {
  await hands.follow("Note what happened");
  await hands.fill({ "What happened?": "Night bus begins", "On which day?": "2014-03-01" });
  await hands.tick("Something closed or opened");
  await hands.press("Note it");
  assert.equal(hands.path, MEASURE);
  await hands.sees("Night bus begins");
}

/** Limits begin afresh by decision; the room says what it thinks of it. */
async function rebase(hands) {
  await hands.follow("Let limits begin afresh");
  await hands.sees("The numbers do not ask for it");
  await hands.pick("From which period on?", "2013");
  await hands.fill({ "Why?": "The plants came back", "Who agreed to it?": "Steering circle" });
  await hands.press("Let them begin afresh");
  assert.equal(hands.path, MEASURE);
  await hands.sees("The plants came back");
}

/** From the figure to the row of one county. */
async function trace(hands) {
  await hands.follow("Where does 2018 come from?");
  await hands.sees("All together");
  await hands.sees("Allen County workforce team");
  const row = hands.main.getByRole("row").filter({ hasText: "Allen County workforce team" });
  await row.getByRole("link").first().click();
  await hands.page.waitForLoadState();
  assert.match(hands.path, /\/submissions\/\d+$/);
  await hands.open(MEASURE);
}

/** From all places to one county, and from there to its row. */
async function places(hands) {
  await hands.follow("Go through the places");
  await hands.follow("Barren River district");
  await hands.sees("10 of 10");
  await hands.follow("Edmonson County");
  await hands.sees("5.3% in 2018");
  await hands.follow("Where does 2018 come from?");
  await hands.sees("Edmonson County workforce team");
}

/** Two groups of one measure: their gap as a difference and as a ratio, and from a group to its rows. */
async function groups(hands, url) {
  const measure = await twoGroups(hands, url);
  await hands.open(`${HOME}/measures/${measure}`);
  await hands.sees("2025: Young 40.0%, Older 80.0%. They are 40.0 points apart.");
  await hands.sees("The gap has widened since 2024, from 30.0 points to 40.0 points.");
  await hands.follow("By Age: all of it");
  await hands.sees("3.00 times as many are not among “people in work”");
  await hands.sees("does not explain it");
  await hands.follow("all together");
  await hands.sees("all together 60.0%");
  await hands.follow("Young");
  await hands.follow("Older");
  await fits(hands.page);
}

/** A measure told apart by age, with a year in which the gap was smaller. */
async function twoGroups(hands, url) {
  const send = async (page, path, data) => {
    const answer = await page.request.post(`${url}/api${HOME}/${path}`, { data, headers: { "Idempotency-Key": crypto.randomUUID() } });
    assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const { number } = await send(hands.page, "measures", {
    result: 1, name: "In work after the course", kind: "population", definition: "A year later", numerator: "people in work",
    denominator: "people who finished", unit: "%", factor: 100, decimals: 1, better: "up", frequency: "yearly",
  });
  await send(hands.page, `measures/${number}/dimensions`, { name: "Age", required: true, categories: [{ name: "Young" }, { name: "Older" }] });
  await hands.open(`${HOME}/measures/${number}/duties`);
  await hands.tick("Warren County workforce team");
  await hands.press("Give them this duty");
  for (const year of ["2024", "2025"]) {
    await hands.open(`${HOME}/measures/${number}/cycles`);
    await hands.fill({ "Which period?": year, "Due by": "2030-01-01" });
    await hands.press("Open this period");
  }
  const partner = await visit(browser, url, {});
  await partner.signIn("partner");
  await partner.page.goto(`${HOME}/duties`);
  const owed = partner.page.getByRole("row").filter({ hasText: "In work after the course" });
  const duty = await owed.getByRole("link").first().getAttribute("href");
  const part = (category, numerator) => ({ dimension: "age", category, numerator, denominator: 500 });
  for (const [period, young, older] of [["2024", 250, 400], ["2025", 200, 400]]) {
    const sent = await send(partner.page, "submissions", {
      duty: Number(duty.match(/duties\/(\d+)/)[1]), period, numerator: young + older, denominator: 1000,
      parts: [part("young", young), part("older", older)],
    });
    await send(partner.page, `submissions/${sent.number}/accept`, {});
  }
  await partner.close();
  return number;
}

/** Nothing on the page is wider than the phone. */
async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= PHONE_PX, `${wide} px wide`);
}

/** The API says the same, with the words of the icons. */
async function read(url) {
  const { measure, limits, baselines, annotations, fresh_limits } = await (await fetch(`${url}/api${MEASURE}`)).json();
  assert.ok(measure.trend && "variation" in measure && "assurance" in measure);
  assert.ok(Array.isArray(limits) && Array.isArray(baselines));
  assert.ok(annotations.some((annotation) => annotation.words === "Night bus begins"));
  assert.equal(fresh_limits[0].period, "2013");
}
