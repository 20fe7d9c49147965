// The text editor of a window that has the focus.
import { until } from './until.mjs';

/** The marks under a text, by what they mean. */
const SQUIGGLE = { error: '.squiggly-error', warning: '.squiggly-warning', note: '.squiggly-info' };

export class Editor {
  constructor(window) {
    this.window = window;
    this.page = window.page;
    this.part = this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** Waits until keys reach the text. */
  async hasFocus() {
    await this.page.locator('.editor-group-container.active .editor-instance .monaco-editor.focused').first().waitFor();
  }

  /** The lines in sight that have a text; blanks on the page are not breaking. */
  line(text) {
    return this.part.locator('.view-line', { hasText: text });
  }

  /** The lines in sight, from the top. Hints that stand in a line are part of it. */
  async lines() {
    const lines = await this.part.locator('.view-lines .view-line').evaluateAll((all) => all
      .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
      .sort((one, other) => one.top - other.top)
      .map((line) => line.text));
    return lines.map((text) => text.replaceAll('\u00a0', ' ').replaceAll('\u200c', ''));
  }

  /** The line that the cursor is in. */
  async currentLine() {
    return this.part.evaluate((part) => {
      const { top } = part.querySelector('.cursor').getBoundingClientRect();
      const line = [...part.querySelectorAll('.view-line')].find((one) => Math.abs(one.getBoundingClientRect().top - top) < 2);
      return line?.textContent.replaceAll('\u00a0', ' ').replaceAll('\u200c', '');
    });
  }

  squiggles(kind) {
    return this.part.locator(SQUIGGLE[kind]);
  }

  /** Types keys as a person presses them. What is not on a keyboard comes as an input method commits it. */
  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** The text that is selected; as a person takes it, by the clipboard. */
  async selection() {
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    await this.page.keyboard.press('Control+c');
    return until('a selection in the clipboard', () => this.page.evaluate(() => navigator.clipboard.readText()));
  }

  /** The whole text. */
  async text() {
    await this.page.keyboard.press('Control+a');
    return this.selection();
  }
}
