// The text editor of a window that has the focus, and what pops up in it.
import assert from 'node:assert/strict';
import { until } from './until.mjs';

/** The marks under a text, by what they mean. */
const SQUIGGLE = { error: '.squiggly-error', warning: '.squiggly-warning', note: '.squiggly-info' };

/** How long a list may take before the keys for it are pressed again, in milliseconds. */
const LIST = 5_000;

/** Hints stand in a line as if they were text, and have styles of their own. */
const HINT = '[class*="dyn-rule"]';

export class Editor {
  constructor(window) {
    this.window = window;
    this.page = window.page;
    this.keyboard = this.page.keyboard;
    this.part = this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** Waits until keys reach the text. */
  async hasFocus() {
    await this.page.locator('.editor-group-container.active .editor-instance .monaco-editor.focused').first().waitFor();
  }

  /** The lines in sight that have a text. */
  line(text) {
    return this.part.locator('.view-line', { hasText: text });
  }

  /** The texts of the lines in sight, from the top, without the hints in them. */
  async lines() {
    const lines = this.part.locator('.view-lines .view-line');
    const found = await lines.evaluateAll((all, hint) => all.map((line) => {
      const copy = line.cloneNode(true);
      for (const one of copy.querySelectorAll(hint)) one.remove();
      return { top: line.getBoundingClientRect().top, text: copy.textContent };
    }), HINT);
    return found.sort((one, other) => one.top - other.top).map(({ text }) => plain(text));
  }

  /** The line that the cursor is in. */
  async currentLine() {
    return plain(await this.part.evaluate((part) => {
      const { top } = part.querySelector('.cursor').getBoundingClientRect();
      return [...part.querySelectorAll('.view-line')].find((line) => Math.abs(line.getBoundingClientRect().top - top) < 2).textContent;
    }));
  }

  /** Waits until a line in sight reads so, from its first character to its last. */
  async reads(text) {
    await until(`a line ${JSON.stringify(text)}`, () => this.lines(), (lines) => lines.includes(text));
  }

  /** Does something again until a line in sight reads so: for what takes effect at a time that nothing shows. */
  async becomes(text, act) {
    await until(`a line ${JSON.stringify(text)}`, async () => {
      await act();
      return this.lines();
    }, (lines) => lines.includes(text));
  }

  /** What stands under the texts that are marked. */
  squiggles(kind) {
    return this.part.locator(SQUIGGLE[kind]);
  }

  /** Waits for the hint in a line. */
  async hint(line, hint) {
    await this.line(line).locator(HINT).filter({ hasText: hint }).first().waitFor();
  }

  /** How many styles the words in sight are told apart by. */
  async colours() {
    const colours = await this.part.locator('.view-line span > span').evaluateAll((all) => all.map((span) => getComputedStyle(span).color));
    return new Set(colours).size;
  }

  /** The colour of a word in sight. */
  async colour(word) {
    const span = this.part.locator('.view-line span > span', { hasText: new RegExp(`^${word}$`) }).first();
    return span.evaluate((it) => getComputedStyle(it).color);
  }

  /** Types keys as a person presses them. What is on no key comes as an input method commits it. */
  async type(text) {
    await this.keyboard.type(text);
  }

  async press(...keys) {
    for (const key of keys) await this.keyboard.press(key);
  }

  /** Selects what stands right of the cursor, that many characters, and types over it. */
  async replace(length, text) {
    for (let count = 0; count < length; count++) await this.keyboard.press('Shift+ArrowRight');
    await this.type(text);
  }

  /** The text that is selected, as a person takes it: by the clipboard. */
  async selection() {
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    await this.keyboard.press('Control+c');
    return until('a selection in the clipboard', () => this.page.evaluate(() => navigator.clipboard.readText()));
  }

  /**
   * What can be done here: the titles of the list at Ctrl+. once it has one that is wanted. VS Code drops what the keys
   * ask for when its own question, for the bulb, comes between, a moment after the cursor has moved. Whoever gets no
   * list presses again.
   */
  async quickFixes(wanted) {
    const list = this.page.locator('.action-widget');
    const rows = list.locator('.monaco-list-row.action');
    const row = rows.filter({ hasText: wanted }).first();
    await until(`a quick fix “${wanted}”`, async () => {
      if (await list.count()) await this.keyboard.press('Escape');
      await this.keyboard.press('Control+.');
      return row.waitFor({ timeout: LIST }).then(() => true, () => false);
    });
    return rows.locator('.title').allInnerTexts();
  }

  /** Takes one of them. */
  async take(title) {
    await this.page.locator('.action-widget .monaco-list-row.action').filter({ hasText: title }).first().click();
    await this.page.locator('.action-widget').first().waitFor({ state: 'hidden' });
  }

  /** Asks what is here, and gives it once it has a text. */
  async hover(text) {
    await this.keyboard.press('Control+k');
    await this.keyboard.press('Control+i');
    const hover = this.page.locator('.monaco-hover:not(.hidden)').filter({ hasText: text }).first();
    await hover.waitFor();
    return hover.innerText();
  }

  /** What is suggested, by its label. */
  suggestion(label) {
    return this.page.locator('.suggest-widget.visible .monaco-list-row').filter({ has: this.page.locator('.label-name', { hasText: new RegExp(`^${label}$`) }) });
  }

  /** Goes to a suggestion and takes it. */
  async accept(label) {
    const wanted = this.suggestion(label);
    await wanted.first().waitFor();
    // A list of a few; one that comes late may push the wanted one on.
    for (let steps = 0; !(await wanted.and(this.page.locator('.focused')).count()); steps++) {
      assert.ok(steps < 50, `the suggestion ${label} cannot be reached`);
      await this.keyboard.press('ArrowDown');
    }
    await this.keyboard.press('Enter');
    await this.page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
  }

  /** Gives what is under the cursor another name, once the editor knows the one it has. */
  async rename(from, to) {
    await this.keyboard.press('F2');
    const box = this.page.locator('.rename-box .rename-input');
    await box.waitFor();
    await until(`the name ${from} to change`, () => box.inputValue(), (value) => value === from);
    await box.fill(to);
    await this.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
  }
}

/** A text of the page as it is in the file. */
const plain = (text) => text.replaceAll('\u00a0', ' ').replaceAll('\u200c', '');
