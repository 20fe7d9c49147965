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

/** How many columns a text takes: a Chinese character takes two. */
const widthOf = (text) => [...text].reduce((width, it) => width + (/[\u2e80-\ud7af\uf900-\ufaff\uff01-\uff5e]/.test(it) ? 2 : 1), 0);

export class Window {
  /** Opens a folder of the server in a browser that knows nothing of other windows. */
  static async open(browser, server, folder, { language = 'en', width = 1280, height = 720, scale = 1 } = {}) {
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, locale: language });
    context.setDefaultTimeout(PATIENCE);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const window = new Window(context, page, server);
    await page.goto(`${server.address}/?folder=${encodeURIComponent(folder)}`, { waitUntil: 'commit' });
    // An icon of its own in the explorer: from now on VS Code knows the extension, with its commands.
    await page.locator('.explorer-folders-view .bud-lang-file-icon').first().waitFor();
    return window;
  }

  constructor(context, page, server) {
    this.context = context;
    this.page = page;
    this.server = server;
    this.settings = { ...server.settings };
    this.console = [];
    /** Messages that a scenario has waited for. */
    this.expected = [];
    page.on('console', (message) => this.console.push(`[${message.type()}] ${message.text()}`));
    page.on('crash', () => this.console.push('[crash] the page has crashed'));
    this.crashed = new Promise((_, fail) => page.on('crash', () => fail(new Error('the page has crashed'))));
    this.crashed.catch(() => {});
    this.keyboard = page.keyboard;
    this.picker = page.locator('.quick-input-widget');
    this.editor = new Editor(this);
    this.problems = new Problems(this);
  }

  /** Types into the box that asks for a command, a file, a line; and takes the entry of its list that `fits`. */
  async #quickly(key, text, fits) {
    // One that is still going would take the text with it.
    await this.picker.waitFor({ state: 'hidden' });
    await this.keyboard.press(key);
    const box = this.picker.locator('input.input');
    await box.waitFor({ state: 'visible' });
    await box.fill(text);
    if (fits) await this.pick(fits);
    else await this.keyboard.press('Enter');
  }

  /** Takes the entry that `fits` from the list that is open. */
  async pick(fits) {
    const wanted = this.picker.locator('.monaco-list-row').filter(fits).first();
    await wanted.waitFor();
    for (let steps = 0; !(await wanted.and(this.page.locator('.focused')).count()); steps++) {
      if (steps > 50) throw new Error(`cannot reach ${await wanted.innerText()}`);
      await this.keyboard.press('ArrowDown');
    }
    await this.keyboard.press('Enter');
  }

  /**
   * Runs a command by the title that the command palette shows, `Category: Title`. One that moves the focus is to be
   * waited for before a key is pressed.
   */
  async command(title) {
    await this.#quickly('F1', `>${title}`, { has: this.page.getByText(title, { exact: true }) });
  }

  /** Opens a file of the folder by its name. */
  async openFile(name) {
    await this.#quickly('Control+p', name, { has: this.page.locator(`[class*="-name-file-icon"]`, { hasText: name }) });
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.editor.hasFocus();
  }

  /** Puts the cursor into a line, right of the text `left` that the line begins with. */
  async goto(line, left = '') {
    // The box counts columns as they look, the status bar counts characters.
    await this.#quickly('Control+g', `:${line}:${widthOf(left) + 1}`);
    // The cursor is moved before the box goes.
    await this.picker.waitFor({ state: 'hidden' });
    await this.status('status.editor.selection', new RegExp(`Ln ${line}, Col ${left.length + 1}\\b`));
    await this.editor.hasFocus();
  }

  /** Waits for an item of the status bar, by its id or a part of it, to show a text; and gives all it shows. */
  async status(id, text = /./) {
    const item = this.page.locator(`.statusbar-item[id*="${id}"]`).filter({ hasText: text }).first();
    await item.waitFor();
    return (await item.innerText()).trim();
  }

  /** Waits until an item of the status bar is read out so to whoever cannot see it. */
  async statusSays(id, label) {
    const item = this.page.locator(`.statusbar-item[id*="${id}"]`);
    await until(`the status bar to say “${label}”`, () => item.getAttribute('aria-label'), (found) => found === label);
  }

  /** Waits for a message at the corner of the window; gives its place on the page. */
  async notification(text) {
    const toast = this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }).first();
    await toast.waitFor();
    this.expected.push(text);
    return toast;
  }

  /** Fails if VS Code complains of something that was not waited for. */
  async isCalm() {
    const toasts = this.page.locator('.notifications-toasts .notification-list-item').filter({ has: this.page.locator('.codicon-error, .codicon-warning') });
    const complaints = (await toasts.allInnerTexts()).filter((text) => !this.expected.some((it) => text.includes(it)));
    if (complaints.length > 0) throw new Error(`VS Code complains: ${complaints.join('; ')}`);
  }

  /** Shows the log of the extension, by the title that the command has; and waits until it has the focus. */
  async showLog(title) {
    await this.command(title);
    await this.page.locator('.part.panel .monaco-editor.focused').waitFor();
  }

  /** Saves the file at hand, in which something was changed. */
  async save() {
    await this.page.locator('.editor-group-container.active .tab.active.dirty').waitFor();
    await this.keyboard.press('Control+s');
    await this.page.locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor();
  }

  /** What is in a page of an extension: such a page is a frame in a frame. */
  webview(selector) {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator(selector);
  }

  /** Changes the user's settings as a person does: in their file, opened in the editor. */
  async changeSettings(changed) {
    Object.assign(this.settings, changed);
    await this.command('Preferences: Open User Settings (JSON)');
    await this.page.locator('.tab.active[data-resource-name="settings.json"]').waitFor();
    await this.editor.hasFocus();
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(this.settings, null, 2));
    await this.editor.press('Control+a', 'Control+v');
    await this.save();
    await this.command('View: Close Editor');
    await this.page.locator('.tab[data-resource-name="settings.json"]').waitFor({ state: 'detached' });
    await this.editor.hasFocus();
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
