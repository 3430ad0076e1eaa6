// A group chooses its measures on phones, with JavaScript and without: one proposes, each rates alone, a fourth headline asks
// why, and what has no data goes on the data development agenda.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { accessible, fits, wellHeaded } from "./rules.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const PHONE = 360;
const HOME = "/i/bowling-green";
const QUESTIONS = ["Is it understood at once?", "Does it stand for the result?", "Is there good data?"];

const house = await openHouse();
const browser = await openBrowser();

after(async () => {
  await browser.close();
  await house.stop();
});

for (const js of [false, true]) {
  test(`measures are proposed, rated alone and chosen, JavaScript ${js ? "on" : "off"}`, () => chosen(js));
}

async function somebody(person, js) {
  const visitor = await visit(browser, house.url, { js, width: PHONE });
  await visitor.signIn(person);
  return { visitor, hands: new Hands(visitor.page) };
}

async function chosen(js) {
  const name = (word) => `${word} ${js ? "with" : "without"} scripts`;
  const result = name("Children read");
  const lena = await somebody("facilitator", js);
  const dana = await somebody("backbone", js);
  await lena.hands.open(`${HOME}/results`);
  await lena.hands.fill({ "What shall be true?": result });
  await lena.hands.press("Write down this result");

  const numbers = {};
  for (const word of ["Read at eight", "Books at home", "Read to", "Library cards"]) {
    await lena.hands.open(`${HOME}/choose/propose`);
    await lena.hands.pick("Which result would it tell about?", result);
    await lena.hands.fill({ "What would people call it?": name(word), "Why would it tell something?": "It shows early" });
    await lena.hands.press("Propose it");
    numbers[word] = lena.hands.path.split("/").at(-1);
  }
  const card = `${HOME}/choose/${numbers["Read at eight"]}`;
  await lena.hands.open(card);
  await looksRight(lena.visitor.page, js, "the rating card");
  await lena.hands.sees("Nobody has rated it yet.");
  await rate(lena, ["High", "Medium", "High"]);
  await lena.hands.press("Rate it, and on to the next");

  // Whoever has not rated sees that one has, and not what.
  await dana.hands.open(card);
  await dana.hands.sees("One person has rated it. You see what they found once you have rated it too.");
  assert.ok(!(await dana.hands.main.innerText()).includes("all say the same"));
  await rate(dana, ["High", "High", "Low"]);
  await dana.hands.press("Rate it, and on to the next");
  await dana.hands.open(`${HOME}/choose`);
  await dana.hands.sees("between medium and high");
  await dana.hands.sees("from low to high: talk about it");
  await dana.hands.sees("Can be a headline measure");
  await looksRight(dana.visitor.page, js, "the ranked list");
  const listed = await dana.hands.main.locator("#who").innerText();
  assert.match(listed, /Lena Abara/);
  assert.match(listed, /Dana Reyes/);

  for (const word of ["Read at eight", "Books at home", "Read to"]) {
    await lena.hands.open(`${HOME}/choose/${numbers[word]}/tier`);
    await lena.hands.tick("Headline");
    await lena.hands.press("Write it down");
  }
  const page = lena.visitor.page;
  await lena.hands.open(`${HOME}/choose/${numbers["Library cards"]}/tier`);
  await lena.hands.tick("Headline");
  await Promise.all([page.waitForEvent("framenavigated"), page.getByRole("button", { name: "Write it down" }).click()]);
  await lena.hands.sees("This result has its headline measures already");
  await looksRight(page, js, "a fourth headline measure");
  assert.ok(await lena.hands.main.getByLabel("Headline", { exact: true }).isChecked(), "what was chosen is kept");
  await lena.hands.fill({ "Why?": "The library is where it begins" });
  await lena.hands.tick("It shall be a headline measure all the same");
  await lena.hands.press("Write it down");

  await lena.hands.open(`${HOME}/choose/${numbers["Library cards"]}/tier`);
  await lena.hands.tick("Data development agenda");
  await lena.hands.press("Write it down");
  await lena.hands.tick("Somebody has it and does not share it yet");
  await lena.hands.fill({
    "Who gets it?": "The library network",
    "What is the next step?": name("Ask for the count of cards"),
    "By when?": "2030-03-31",
  });
  await lena.hands.press("Put it on the agenda");
  await lena.hands.sees("It shows early");
  await dana.hands.open(`${HOME}/wanted`);
  await dana.hands.sees(name("Ask for the count of cards"));
  await looksRight(dana.visitor.page, js, "the data development agenda");
  for (const { visitor } of [lena, dana]) await visitor.close();
}

/** Taps an answer to each of the three questions. */
async function rate({ visitor }, answers) {
  for (const [at, question] of QUESTIONS.entries()) {
    const group = visitor.page.getByRole("group", { name: question });
    await group.locator("label", { hasText: new RegExp(`^${answers[at]}$`) }).click();
    assert.ok(await group.getByLabel(answers[at], { exact: true }).isChecked());
  }
}

async function looksRight(page, js, what) {
  assert.deepEqual(await fits(page), [], what);
  assert.deepEqual(await wellHeaded(page), [], what);
  if (js) assert.deepEqual(await accessible(page, what), []);
}
