// A person at a browser. What the page asks of another host and what it complains about is written down as it happens.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const PROGRAM = process.env.CHROMIUM_BIN ?? "/usr/bin/chromium";

/** Chromium without a window, which says nothing to anybody of its own accord. Its owner calls `close()`. */
export function openBrowser() {
  return chromium.launch({
    executablePath: PROGRAM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

/**
 * A new person with empty cookies at `url`; addresses given to `page.goto` may be paths.
 *
 * `js`: whether scripts run. `width`: of the window in CSS pixels. `scheme`: "light" or "dark". `cookies`: those of
 * somebody who has signed in, from `context.cookies()`. `locale`: the language that the browser asks for.
 */
export async function visit(browser, url, options = {}) {
  const { js = true, width = 1280, scheme = "light", cookies = [], locale = "en-GB" } = options;
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: js,
    viewport: { width, height: width < 600 ? 800 : 900 },
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale,
  });
  await context.addCookies(cookies);
  const page = await context.newPage();

  const strayed = [];
  const errors = [];
  const note = (address) => isElsewhere(address, url) && strayed.push(address);
  context.on("request", (request) => note(request.url()));
  context.on("weberror", (error) => errors.push(String(error.error())));
  context.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("websocket", (socket) => note(socket.url()));

  return {
    page,
    context,
    /** Requests to any other origin so far. */
    strayed,
    /** Script errors and console errors so far. */
    errors,
    /** Signs in on `/demo`, with the first button that has `person` in its words: "facilitator", or a whole label. */
    async signIn(person) {
      await page.goto("/demo");
      const button = demoButtons(page).filter({ hasText: person }).first();
      await Promise.all([page.waitForURL((address) => address.pathname !== "/demo"), button.click()]);
    },
    /** Goes home. Fails if a page asked anything of another origin. */
    async close() {
      await context.close();
      assert.deepEqual(strayed, [], "requests to another origin");
    },
  };
}

/** The labels of the people one can be on `/demo`. */
export async function demoPeople(page) {
  await page.goto("/demo");
  return (await demoButtons(page).allInnerTexts()).map((label) => label.trim());
}

function demoButtons(page) {
  return page.locator('main form[method="post"] button');
}

function isElsewhere(address, url) {
  const { protocol, host } = new URL(address);
  return ["http:", "https:", "ws:", "wss:"].includes(protocol) && host !== new URL(url).host;
}
