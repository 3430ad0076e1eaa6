// An edition from choosing its measures to the question of somebody who reads it: put together, checked, looked at,
// decided, read without an account, put on another page, questioned, answered.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const HOME = "/i/emergency-care";
const MEASURE = "Seen within four hours";

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

/** Somebody of the demo, or nobody, and what they do. */
async function somebody(person, options) {
  const visitor = await visit(browser, house.url, options);
  if (person) await visitor.signIn(person);
  return { visitor, hands: new Hands(visitor.page) };
}

describe("a report card", () => {
  for (const js of [true, false]) {
    for (const width of [360, 1280]) {
      test(`JavaScript ${js ? "on" : "off"}, ${width} px`, () => published({ js, width }));
    }
  }
});

async function published({ js, width }) {
  const options = { js, width, scheme: width < 600 ? "dark" : "light" };
  const title = `Report card ${js ? "with" : "without"} scripts at ${width}`;
  const manager = await somebody("facilitator", options);
  const seat = await somebody("resident", options);
  const reader = await somebody(undefined, options);
  try {
    const number = await assembled(manager.hands, title);
    await reader.visitor.page.goto(`${HOME}/editions`);
    assert.ok(!(await reader.visitor.page.locator("main").innerText()).includes(title), "nobody sees a preview");
    await decided(manager.hands, seat.hands, title, number);
    await read(reader, title, number);
    await embedded(reader.visitor, options);
    await questioned(reader, manager, title);
  } finally {
    for (const { visitor } of [manager, seat, reader]) await visitor.close();
  }
}

/** Put together and checked. Answers its number. */
async function assembled(hands, title) {
  await hands.open(`${HOME}/editions`);
  await hands.follow("Put an edition together");
  await hands.fill({ Title: title, "What does it mean, in plain words?": "Fewer are seen in time in every winter." });
  await hands.pick(MEASURE, "headline, with a picture");
  await hands.press("Keep this edition");
  await hands.sees("Its numbers are not read yet.");
  await hands.press("Freeze and check its numbers");
  await hands.sees("36 numbers are shown, none is hidden.");
  return hands.path.split("/").pop();
}

/** Looked at by a member, proposed, consented to, counted. */
async function decided(manager, seat, title, number) {
  await seat.open(`${HOME}/editions/${number}`);
  await seat.sees("This is how everybody would see it.");
  await manager.follow("Ask for a decision to publish it");
  await manager.fill({ "What is it about?": `We publish: ${title}`, "What do you propose?": "As it was checked." });
  await manager.press("Ask for a decision");
  const decision = manager.path;
  await seat.open(decision);
  await seat.tick("Consent: good enough for now, safe enough to try");
  await seat.press("Give this answer");
  await seat.press("Count the answers");
}

/** Read by nobody in particular. */
async function read({ visitor, hands }, title, number) {
  await hands.open(`${HOME}/editions/${number}`);
  await hands.sees(title);
  await hands.sees("Fewer are seen in time in every winter.");
  await hands.sees("It does not change.");
  const [file] = await Promise.all([
    visitor.page.waitForEvent("download"),
    visitor.page.getByRole("link", { name: "Download its numbers (CSV)" }).click(),
  ]);
  assert.equal(file.suggestedFilename(), `edition-${number}.csv`);
  await hands.open(`${HOME}/measures`);
  await hands.sees(`As published in ${title}`);
  const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `the page is ${wide} px too wide`);
}

/** In a frame and as a picture on a page of somebody else. */
async function embedded(visitor, options) {
  const address = `${house.url}${HOME}/measures/1`;
  const elsewhere = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(`<!doctype html><title>Elsewhere</title><iframe src="${address}/embed" title="One measure"></iframe>
      <img src="${address}/embed.svg" alt="One measure">`);
  });
  await new Promise((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const theirs = await visit(browser, house.url, { ...options, js: true });
  try {
    await theirs.page.goto(`http://127.0.0.1:${elsewhere.address().port}/`);
    const frame = theirs.page.frameLocator("iframe");
    await frame.getByRole("heading", { name: MEASURE }).waitFor();
    assert.equal(await frame.getByRole("link", { name: MEASURE }).getAttribute("href"), address);
    const drawn = await theirs.page.locator("img").evaluate((image) => image.decode().then(() => image.naturalWidth));
    assert.ok(drawn > 0, "the picture is drawn");
  } finally {
    theirs.strayed.length = 0; // The page is elsewhere on purpose.
    await theirs.close();
    elsewhere.close();
  }
  const picture = await (await visitor.context.request.get(`${address}/embed.svg`)).text();
  for (const part of ["<title", "<desc", `href="${address}"`, "prefers-color-scheme: dark"]) {
    assert.ok(picture.includes(part), `the picture has no ${part}`);
  }
  const other = await visitor.context.request.get(`${house.url}${HOME}/measures/1`);
  assert.equal(other.headers()["x-frame-options"], "DENY", "no other page stands in a frame");
}

/** Questioned without an account, and answered for everybody. */
async function questioned(reader, manager, title) {
  const question = `Are walk-in centres in it? ${title}`;
  await reader.hands.open(`${HOME}/measures/1`);
  await reader.hands.follow("Does this look wrong?");
  await reader.hands.fill({ "What looks wrong about this number?": question, "Your name": "A reader" });
  await reader.hands.press("Send it");
  await manager.hands.open(`${HOME}/challenges`);
  await manager.hands.follow(question);
  await manager.hands.fill({ Answer: "No: major departments only." });
  await manager.hands.tick("Everybody, with the question");
  await manager.hands.press("Answer");
  await reader.hands.open(`${HOME}/measures/1`);
  await reader.hands.sees(question);
  await reader.hands.sees("No: major departments only.");
}
