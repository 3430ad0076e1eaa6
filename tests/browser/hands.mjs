// What a person does on a page: opens, reads labels, fills in, presses. Each is an interaction, and is counted.

import assert from "node:assert/strict";

// A busy machine, and a program built without optimisation.
const PATIENCE_MS = 30_000;
const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Somebody at `page` (of Playwright). Every step fails where the product refuses it or finds a problem in a form. */
export class Hands {
  interactions = 0;

  constructor(page) {
    this.page = page;
    this.main = page.locator("main");
    page.setDefaultTimeout(PATIENCE_MS);
  }

  /** Types an address. */
  async open(path) {
    this.interactions += 1;
    await this.#arrive(() => this.page.goto(path), `open ${path}`);
  }

  /** Follows the first link with these words, anywhere on the page. */
  async follow(words) {
    this.interactions += 1;
    const link = this.page.getByRole("link", { name: words, exact: typeof words === "string" }).first();
    await this.#arrive(() => link.click(), `follow “${words}”`);
  }

  /** Presses the button with these words. */
  async press(words) {
    this.interactions += 1;
    const button = this.main.getByRole("button", { name: words, exact: true }).first();
    await this.#arrive(() => button.click(), `press “${words}”`);
  }

  /** Fills in fields by their labels; an array is a choice of one or more from what is offered. */
  async fill(fields) {
    for (const [label, value] of Object.entries(fields)) {
      this.interactions += 1;
      await this.#told(`fill “${label}”`, () => this.#field(label).fill(value));
    }
  }

  /** Picks an option, by its words, from the list with this label. */
  async pick(label, option) {
    this.interactions += 1;
    await this.#told(`pick “${option}” of “${label}”`, () => this.#field(label).selectOption({ label: option }));
  }

  /** Ticks a radio button or a check-box by its words. */
  async tick(words) {
    this.interactions += 1;
    await this.#told(`tick “${words}”`, () => this.main.getByLabel(words, { exact: true }).check());
  }

  /** Gives the field with this label a file: text, or the bytes of a workbook. */
  async attach(label, name, content) {
    this.interactions += 1;
    const mimeType = name.endsWith(".xlsx") ? WORKBOOK : "text/csv";
    const file = { name, mimeType, buffer: Buffer.from(content) };
    await this.#told(`attach ${name}`, () => this.#field(label).setInputFiles(file));
  }

  /** Fails unless the page's main part holds these words. */
  async sees(words) {
    const text = (await this.main.innerText()).replace(/[\u2066-\u2069]/g, "");
    assert.ok(text.includes(words), `“${words}” is not on ${this.page.url()}:\n${text}`);
  }

  /** The path of the page one is on. */
  get path() {
    return new URL(this.page.url()).pathname;
  }

  #field(label) {
    return this.main.getByLabel(new RegExp(`^\\s*${escaped(label)}(\\s+\\(?optional\\)?)?\\s*$`)).first();
  }

  async #arrive(step, what) {
    let status = 0;
    const note = (response) => {
      if (response.request().isNavigationRequest() && response.frame() === this.page.mainFrame()) status = response.status();
    };
    this.page.on("response", note);
    await this.#told(what, async () => {
      await Promise.all([this.page.waitForEvent("framenavigated"), step()]);
      await this.page.waitForLoadState();
      const problems = await this.main.locator(".problems").allInnerTexts();
      assert.ok(status < 400 && !problems.length, `answered ${status} ${problems.join(" ")}`);
    });
    this.page.off("response", note);
  }

  /** Says with a failure what was tried, where, and what stood there. */
  async #told(what, step) {
    try {
      await step();
    } catch (error) {
      const text = await this.main.innerText().catch(() => "");
      throw new Error(`cannot ${what} on ${this.page.url()}: ${error.message}\n${text}`, { cause: error });
    }
  }
}

function escaped(words) {
  return words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
