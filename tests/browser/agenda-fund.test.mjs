// A shared budget from its projects to what became of somebody's share: opened by a facilitator, projects proposed and
// judged, the rule fixed, votes on phones without an account, counted, explained; with JavaScript and without.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const HOME = "/i/bowling-green";

let browser;
let house;
before(async () => {
  browser = await openBrowser();
  house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

/** Somebody of the demo, or nobody, on a phone. */
async function somebody(person, js) {
  const visitor = await visit(browser, house.url, { js, width: 360 });
  if (person) await visitor.signIn(person);
  return { visitor, hands: new Hands(visitor.page) };
}

/** Days from now, as a form takes them. */
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe("a shared budget", () => {
  for (const js of [true, false]) {
    test(`from projects to result, on phones, JavaScript ${js ? "on" : "off"}`, () => divided(js));
    test(`by points, JavaScript ${js ? "on" : "off"}`, () => weighed(js));
  }
  test("a budget of a city comes in, is compared, and leaves as it came", () => broughtIn());
});

async function divided(js) {
  const [lena, rosa] = await Promise.all(["facilitator", "resident"].map((key) => somebody(key, js)));
  const voters = await Promise.all([1, 2, 3].map(() => somebody(undefined, js)));
  try {
    const fund = await opened(lena.hands, `Our street ${js}`);
    await proposed(rosa.hands, lena.hands, fund);
    await ruled(lena.hands, fund);
    await voted(voters, fund, js);
    await counted(lena.hands, fund);
    await explained(voters, rosa.hands, fund);
    for (const { hands, visitor } of [lena, rosa, ...voters]) {
      await hands.open(fund);
      const wide = await hands.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `the page is ${wide} px too wide`);
      assert.deepEqual(visitor.strayed, []);
    }
  } finally {
    for (const { visitor } of [lena, rosa, ...voters]) await visitor.close();
  }
}

/** Answers its address. */
async function opened(lena, title) {
  await lena.open(`${HOME}/funds`);
  await lena.follow("Open a shared budget");
  await lena.fill({
    "What is the money for?": title,
    Amount: "1,000",
    Currency: "EUR",
    "Last day for proposals": day(1),
    "First day of voting": day(3),
    "Last day of voting": day(20),
  });
  await lena.press("Open the budget");
  await lena.sees("1,000 EUR to divide. Propose projects until");
  return lena.path;
}

/** A resident proposes, the facilitator says no with a reason, and yes. */
async function proposed(rosa, lena, fund) {
  for (const [title, cost] of [["A bench", "300"], ["A castle", "900"], ["Two lamps", "600"]]) {
    await rosa.open(fund);
    await rosa.follow("Propose a project");
    await rosa.fill({ "What should be done?": title, "Where?": "At the corner", "What does it cost?": cost });
    await rosa.press("Propose it");
    await rosa.sees("It is being looked at before people can vote for it.");
  }
  await rosa.follow("Change this project");
  await rosa.fill({ "What does it cost?": "700" });
  await rosa.press("Save");
  await rosa.sees("Costs 700 EUR of 1,000 EUR.");
  for (const [number, title] of [[1, "A bench"], [3, "Two lamps"]]) {
    await lena.open(fund);
    await lena.follow(title);
    await lena.press("Put it on the ballot");
    await lena.sees("It will be on the ballot.");
    assert.equal(lena.path, `${fund}/projects/${number}`);
  }
  await lena.open(`${fund}/projects/2`);
  await lena.fill({ Reason: "The corner is four metres wide." });
  await lena.press("It is not possible");
  await rosa.open(`${fund}/projects/2`);
  await rosa.sees("The corner is four metres wide.");
}

/** The rules are compared on an example and on real votes, one is fixed, and voting begins. */
async function ruled(lena, fund) {
  await lena.open(fund);
  await lena.follow("Compare the rules and fix one");
  await lena.sees("Garden in the south");
  await lena.follow(/Mileszki/);
  await lena.sees("Where they differ, and why");
  await lena.open(`${fund}/rule`);
  await lena.fill({ "Why this rule?": "Every voter counts the same." });
  await lena.press("Fix this rule");
  await lena.sees("Every voter counts the same.");
  await lena.follow("Change this budget");
  await lena.fill({ "Last day for proposals": "", "First day of voting": "" });
  await lena.press("Save");
  await lena.sees("nobody has voted yet");
}

/** Three people without an account; one changes their mind, one sends nothing first. */
async function voted(voters, fund, js) {
  const [one, two, three] = voters.map(({ hands }) => hands);
  await one.open(fund);
  await one.tick("A bench");
  await one.tick("Two lamps");
  if (js) await one.sees("2 chosen");
  if (js) await one.sees("1,000 EUR of 1,000 EUR");
  await one.press("Cast my vote");
  await one.sees("You have voted. You can change it.");
  await one.sees("2 chosen");
  await one.page.getByLabel("A bench").uncheck();
  await one.press("Change my vote");
  await one.sees("700 EUR of 1,000 EUR");

  await two.open(fund);
  await two.page.getByRole("button", { name: "Cast my vote" }).click();
  await two.page.waitForLoadState();
  await two.sees("Choose at least one project.");
  await two.tick("A bench");
  await two.press("Cast my vote");
  await three.open(fund);
  await three.tick("A bench");
  await three.press("Cast my vote");
  await three.sees("3 people have voted.");
}

async function counted(lena, fund) {
  await lena.open(fund);
  await lena.press("End voting now");
  // The votes count themselves.
  for (let tries = 0; tries < 30 && !(await lena.main.innerText()).includes("What is funded"); tries += 1) {
    await pause(1_000);
    await lena.open(fund);
  }
  await lena.sees("of 2 projects");
  await lena.sees("What is funded");
}

/** Everybody sees why; whoever voted what their own share bought, and nobody else's; and who does what is funded. */
async function explained(voters, rosa, fund) {
  const [one, two] = voters.map(({ hands }) => hands);
  await two.open(fund);
  await two.follow("See what your share bought");
  await two.sees("The project you chose is funded.");
  await two.sees("Your share was");
  await one.open(`${fund}/share`);
  await one.sees("Your share was");
  await rosa.open(`${fund}/share`);
  await rosa.sees("There is no vote of yours in this budget");
  await rosa.open(`${fund}/projects/1`);
  await rosa.sees("who chose it paid 150.00 EUR each");
  await rosa.follow("Promise to do it");
  assert.equal(await rosa.page.getByLabel("What will you do?").inputValue(), "A bench");
  await rosa.fill({ "By which day?": day(30) });
  await rosa.press("Offer it");
  await rosa.follow("A bench");
  await rosa.open(`${fund}/projects/1`);
  assert.equal(await rosa.page.locator(".thread").getByText("A bench").count(), 2, "the project and the promise that carries it");
  await rosa.open(`${fund}/compare`);
  await rosa.sees("What each rule funds");
}

async function weighed(js) {
  const lena = await somebody("facilitator", js);
  const voter = await somebody(undefined, js);
  try {
    await lena.hands.open(`${HOME}/funds/new`);
    await lena.hands.fill({
      "What is the money for?": `Points ${js}`,
      Amount: "100",
      Currency: "EUR",
      "How many projects at most, or how many points?": "10",
      "Last day for proposals": "",
      "First day of voting": "",
      "Last day of voting": day(5),
    });
    await lena.hands.tick("They spread points");
    await lena.hands.press("Open the budget");
    const fund = lena.hands.path;
    for (const title of ["Swing", "Slide"]) {
      await lena.hands.open(`${fund}/projects/new`);
      await lena.hands.fill({ "What should be done?": title, "What does it cost?": "60" });
      await lena.hands.press("Propose it");
    }
    await lena.hands.open(`${fund}/rule`);
    await lena.hands.press("Fix this rule");
    await voter.hands.open(fund);
    await voter.hands.fill({ Swing: "8", Slide: "3" });
    if (js) await voter.hands.sees("11 of 10 points given");
    await voter.hands.page.getByRole("button", { name: "Cast my vote" }).click();
    await voter.hands.page.waitForLoadState();
    await voter.hands.sees("You have 10 points. You gave 11.");
    await voter.hands.fill({ Slide: "2" });
    await voter.hands.press("Cast my vote");
    await voter.hands.sees("10 of 10 points given");
  } finally {
    for (const { visitor } of [lena, voter]) await visitor.close();
  }
}

async function broughtIn() {
  const { visitor, hands } = await somebody("facilitator", true);
  try {
    const votes = ["1;x;40", "2;x,y;30", "3;y;20"].join("\n");
    const text = `META\nkey;value\ndescription;Village\nbudget;100\ncurrency;EUR\nvote_type;approval\nPROJECTS\nproject_id;cost;name;selected\nx;60;Well;1\ny;70;Wall;0\nVOTES\nvoter_id;vote;age\n${votes}\n`;
    await hands.open(`${HOME}/funds/import`);
    await hands.attach("File (.pb)", "village.pb", text);
    await hands.press("Read and count it");
    await hands.sees("One of 2 projects is funded, with 60 EUR of 100 EUR. 3 people voted.");
    await hands.follow("Compare the rules");
    await hands.sees("What each rule funds");
    const fund = hands.path.replace("/compare", "");
    const kept = await visitor.context.request.get(`${house.url}${fund}/pb`);
    for (const line of ["description;Village", "x;60;Well;1", "2;x,y;30"]) assert.ok((await kept.text()).includes(line), line);
    await hands.open(`${HOME}/funds/import`);
    await hands.attach("File (.pb)", "wrong.pb", "META\nkey;value\nbudget;much\n");
    await hands.page.getByRole("button", { name: "Read and count it" }).click();
    await hands.page.waitForLoadState();
    await hands.sees("This file cannot be taken: line");
  } finally {
    await visitor.close();
  }
}
