// A window of VS Code in a browser, in the words of whoever sits before it.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Editor } from './editor.mjs';
import { Problems } from './problems.mjs';
import { PATIENCE, until } from './until.mjs';

/** One browser for all windows. */
export async function startBrowser(tools) {
  const { chromium } = await import(tools.playwright);
  // Without a sandbox, for containers have none to give to root; it sees nothing but our own server.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({ executablePath: tools.browser, headless: true, args, timeout: PATIENCE });
}

export class Window {
  /** Opens a folder of the server in a browser that knows nothing of other windows. */
  static async open(browser, server, folder, { language = 'en', width = 1280, height = 720, scale = 1 } = {}) {
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, locale: language });
    context.setDefaultTimeout(PATIENCE);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const window = new Window(context, page, folder);
    await page.goto(`${server.address}/?folder=${encodeURIComponent(folder)}`, { waitUntil: 'commit' });
    await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
    return window;
  }

  constructor(context, page, folder) {
    this.context = context;
    this.page = page;
    this.folder = folder;
    this.console = [];
    page.on('console', (message) => this.console.push(`[${message.type()}] ${message.text()}`));
    page.on('crash', () => this.console.push('[crash] the page has crashed'));
    this.crashed = new Promise((_, fail) => page.on('crash', () => fail(new Error('the page has crashed'))));
    this.crashed.catch(() => {});
    this.keyboard = page.keyboard;
    this.editor = new Editor(this);
    this.problems = new Problems(this);
  }

  /** Types into the box that asks for a command, a file, a line; its list has then an entry that `fits`. */
  async #quickly(key, text, fits) {
    const widget = this.page.locator('.quick-input-widget');
    await this.keyboard.press(key);
    const box = widget.locator('input.input');
    await box.waitFor({ state: 'visible' });
    await box.fill(text);
    if (fits) await widget.locator('.monaco-list-row.focused').filter(fits).waitFor();
    await this.keyboard.press('Enter');
  }

  /** Runs a command by the title that the command palette shows, `Category: Title`. */
  async command(title) {
    await this.#quickly('F1', `>${title}`, { has: this.page.getByText(title, { exact: true }) });
  }

  /** Opens a file of the folder by its name. */
  async openFile(name) {
    await this.#quickly('Control+p', name, { has: this.page.locator(`[class*="-name-file-icon"]`, { hasText: name }) });
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.editor.hasFocus();
  }

  /** Moves to a line, and in it before a character; both count from 1. */
  async goto(line, column = 1) {
    await this.#quickly('Control+g', `:${line}:${column}`);
    // Where the cursor is, is set before the box goes.
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.status('status.editor.selection', new RegExp(column === 1 ? `Ln ${line}, Col 1\\b` : `Ln ${line}, Col \\d+`));
    await this.editor.hasFocus();
  }

  /** Waits for an item of the status bar, by its id or a part of it, to show a text; and gives all it shows. */
  async status(id, text = /./) {
    const item = this.page.locator(`.statusbar-item[id*="${id}"]`).filter({ hasText: text }).first();
    await item.waitFor();
    return (await item.innerText()).trim();
  }

  /** Waits for a message at the corner of the window; gives its place on the page. */
  async notification(text) {
    const toast = this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }).first();
    await toast.waitFor();
    return toast;
  }

  /** Saves all files and waits until none is left to save. */
  async saveAll() {
    await this.command('File: Save All');
    await this.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await until('all files to be saved', () => this.page.locator('.tab.dirty').count(), (count) => count === 0);
  }

  async screenshot(file) {
    mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  async close() {
    // Leaving the page tells the server that nobody will come back, so that its extension host ends now.
    await this.page.goto('about:blank').catch(() => {});
    await this.context.close().catch(() => {});
  }
}
