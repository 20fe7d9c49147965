// The Problems view of a window, and the counts of it in the status bar.
import { until } from './until.mjs';

const KINDS = { errors: /Errors: (\d+)/, warnings: /Warnings: (\d+)/, notes: /Infos: (\d+)/ };

export class Problems {
  constructor(window) {
    this.window = window;
    this.page = window.page;
    this.view = this.page.locator('.markers-panel-container');
  }

  /** How many there are, as the status bar has it. */
  async counts() {
    const label = await this.page.locator('.statusbar-item[id="status.problems"]').getAttribute('aria-label');
    return Object.fromEntries(Object.entries(KINDS).map(([kind, pattern]) => [kind, Number(pattern.exec(label)?.[1] ?? 0)]));
  }

  /** Waits for counts that `fit`, and gives them. */
  async until(what, fit) {
    return until(what, () => this.counts(), fit);
  }

  /** Opens the view, once there is a problem: when its first one comes while it is open, VS Code loses the focus. */
  async show() {
    await this.until('a problem', (counts) => Object.values(counts).some((count) => count > 0));
    if (await this.view.isVisible()) return;
    await this.page.keyboard.press('Control+Shift+m');
    await this.view.waitFor();
    // The focus comes a moment later, and would be taken from what is opened meanwhile.
    await until('the focus in Problems', () => this.view.evaluate((view) => view.contains(document.activeElement)));
  }

  /** The rows with a text: a file's name, or a finding's message. */
  row(text) {
    return this.view.locator('.monaco-list-row', { hasText: text });
  }

  /** The files that have problems, and how many each: of those rows that are in sight. */
  async files() {
    await this.show();
    await this.page.locator('.part.panel .action-label.codicon-collapse-all:visible').first().click();
    const rows = this.view.locator('.monaco-list-row');
    await until('the files to be folded', () => rows.evaluateAll((all) => all.every((row) => row.getAttribute('aria-level') === '1' && row.getAttribute('aria-expanded') === 'false')));
    const texts = await rows.evaluateAll((all) => all.map((row) => [row.querySelector('.label-name')?.textContent, Number(row.querySelector('.monaco-count-badge')?.textContent)]));
    return new Map(texts);
  }
}
