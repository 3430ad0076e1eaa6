// A conversation as files, on a phone, with JavaScript and without: whoever facilitates finds Polis' four files behind the
// conversation, and they hold what was asked, said and voted, and nobody's name. Brought in again they make a conversation
// with the same statements and votes; a file that is none is told by its row, and nothing of it comes in.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { HOME, fits } from "./agenda-seats.mjs";
import { Hands } from "./hands.mjs";
import { openHouse } from "./house.mjs";
import { openBrowser, visit } from "./visitor.mjs";

const browser = await openBrowser();
const house = await openHouse({ env: { GROUNDSWELL_NO_LIMITS: "true" } });
after(async () => {
  await browser.close();
  await house.stop();
});

describe("a conversation as files", () => {
  for (const js of [true, false]) test(`JavaScript ${js ? "on" : "off"}`, () => written(js));
});

async function written(js) {
  const question = `What is missing ${js ? "here" : "there"}?`;
  const office = await visit(browser, house.url, { js, width: 360 });
  const phone = await visit(browser, house.url, { js, width: 360 });
  await office.signIn("facilitator");
  const [lena, guest] = [new Hands(office.page), new Hands(phone.page)];
  try {
    await lena.open(`${HOME}/conversations/new`);
    await lena.fill({ "What do you ask?": question, "First statements": "A bench\nA “tree”, and shade" });
    await lena.press("Open the conversation");
    const path = lena.path;
    await guest.open(path);
    for (const answer of ["Agree", "Disagree"]) await guest.press(answer);
    await lena.open(`${path}/report`);
    await lena.follow("Download as Polis' files");
    await fits(lena);
    const file = async (name) => {
      const link = lena.main.getByRole("link", { name, exact: true });
      const answer = await office.context.request.get(await link.getAttribute("href"));
      assert.equal(answer.status(), 200);
      return answer.text();
    };
    assert.match(await file("summary.csv"), new RegExp(question.replace("?", "\\?")));
    const said = await file("comments.csv");
    assert.ok(said.includes("A bench") && said.includes('"A “tree”, and shade"'), said);
    const [head, row, ...rest] = (await file("participants-votes.csv")).trim().split(/\r?\n/);
    assert.equal(rest.length, 0, "one took part");
    assert.ok(head.startsWith("participant,"), head);
    assert.deepEqual(row.split(",").slice(-2).toSorted(), ["-1", "1"], "one for, one against");
    // The history of votes is taken down beside the votes themselves.
    const lines = async () => (await file("votes.csv")).trim().split(/\r?\n/).length;
    for (let tries = 0; tries < 60 && (await lines()) < 3; tries += 1) await pause(500);
    assert.equal(await lines(), 3, "a head and two votes");
    await brought(lena, question, file);
    const closed = await guest.page.request.get(`${path}/files`, { maxRedirects: 0 });
    assert.notEqual(closed.status(), 200, "not for everybody");
  } finally {
    for (const one of [office, phone]) await one.close();
  }
}

/** The files go in where conversations are listed. */
async function brought(lena, question, file) {
  const names = ["participants-votes", "comments", "summary", "votes"];
  const files = [];
  for (const name of names) files.push({ name: `${name}.csv`, mimeType: "text/csv", buffer: Buffer.from(await file(`${name}.csv`)) });
  const choose = async (chosen) => {
    for (const [place, name] of names.entries()) await lena.main.locator(`input[name="${name}"]`).setInputFiles(chosen[place]);
  };
  await lena.open(`${HOME}/conversations`);
  await lena.follow("Bring one in from Polis");
  await fits(lena);
  await lena.fill({ "Where it comes from, and under which licence": "Asked at the fair, for anybody to use" });
  await choose([{ ...files[0], buffer: Buffer.from("participant,n-votes\nnobody,1\n") }, ...files.slice(1)]);
  const send = lena.page.getByRole("button", { name: "Read and bring it in" });
  await Promise.all([lena.page.waitForEvent("framenavigated"), send.click()]);
  await lena.sees("Row 1, participants-votes.csv");
  await fits(lena);
  assert.equal(await lena.page.getByLabel("Where it comes from").inputValue(), "Asked at the fair, for anybody to use", "kept");
  await choose(files);
  await lena.press("Read and bring it in");
  await lena.sees(question);
  await lena.sees("Asked at the fair, for anybody to use");
  await lena.open(`${lena.path}/report`);
  await lena.sees("2 things were said");
}
