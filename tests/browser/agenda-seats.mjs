// The seats of the demo's steering circle at a browser: those on /demo enter there, the others by a link from the server.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Hands } from "./hands.mjs";
import { visit } from "./visitor.mjs";

const PROGRAM = process.env.GROUNDSWELL_BIN ?? fileURLToPath(new URL("../../target/release/groundswell", import.meta.url));

export const HOME = "/i/bowling-green";
export const GROUP = "Steering circle";

/** A day so far from now, as a form takes it. */
export const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Those who hold a seat that votes. */
export const HOLDERS = {
  rosa: "rosa@demo.example",
  owen: "owen.tate@demo.example",
  marcus: "marcus@demo.example",
  priya: "priya.nair@demo.example",
  glenn: "glenn.hatcher@demo.example",
  ruth: "ruth.amsel@demo.example",
};

/** Somebody of the demo, on a phone. */
export async function holder(browser, house, email, js) {
  const visitor = await visit(browser, house.url, { js, width: 360 });
  const run = promisify(execFile);
  const { stdout } = await run(PROGRAM, ["user", "link", email, "--data", house.dataDir]);
  const link = stdout.match(/\/sign-in\/link\/\S+/);
  assert.ok(link, `no link for ${email} in ${stdout}`);
  const hands = new Hands(visitor.page);
  await hands.open(link[0]);
  await hands.press("Sign in");
  return { visitor, hands };
}

/** Fails if the page is wider than the phone, or somebody's words have no direction of their own. */
export async function fits(hands) {
  const wide = await hands.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  assert.ok(!wide, `${hands.page.url()} is wider than the phone`);
}
