// What a scenario works with: folders, windows of VS Code, steps. All of it goes when the scenario ends.
// What a scenario takes apart by name (`{ step, open }`) is written as a field, so that it knows its desk.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EXAMPLE, SCREENSHOTS } from '../places.mjs';
import { startServer } from '../workbench/server.mjs';
import { Window } from '../workbench/window.mjs';

/**
 * The files of the real example that hold the budget as it was printed, with its two faults. Without them the folder
 * has one budget, which is right.
 */
const AS_PRINTED = ['published.bud', '养老中心-published.bud'];

export class Desk {
  #name;
  #tools;
  #browser;
  #scratch;
  #servers = [];
  #windows = [];
  #steps = 0;
  /** The step that is on, for whoever tells what failed. */
  doing = 'the beginning';

  constructor({ name, tools, browser, scratch }) {
    this.#name = name;
    this.#tools = tools;
    this.#browser = browser;
    this.#scratch = scratch;
  }

  /** A copy of the real example; `whole` with the budget as it was printed, which has faults. */
  example = ({ whole = false } = {}) => {
    const folder = this.folder();
    // Whoever built it there has a ledger beside it, which is no part of the example.
    const files = readdirSync(EXAMPLE).filter((file) => file.endsWith('.bud'));
    for (const file of files) cpSync(path.join(EXAMPLE, file), path.join(folder, file));
    if (!whole) for (const file of AS_PRINTED) rmSync(path.join(folder, file));
    return folder;
  };

  /** A folder with these texts, by the names of their files. */
  folder = (texts = {}) => {
    const folder = mkdtempSync(path.join(this.#scratch, 'budget-'));
    for (const [file, text] of Object.entries(texts)) writeFileSync(path.join(folder, file), text);
    return folder;
  };

  /**
   * A window of VS Code on a folder. Options are those of `startServer` (settings, environment) and of `Window.open`
   * (language, size).
   */
  open = async (folder, options = {}) => {
    const server = await startServer(this.#tools, { extensions: this.#tools.extensions, ...options });
    this.#servers.push(server);
    const window = await Window.open(this.#browser, server, folder, options);
    this.#windows.push(window);
    return window;
  };

  /** One thing that a person does, and sees what comes of it. It is named if it fails, and has its picture. */
  step = async (doing, act) => {
    this.doing = doing;
    this.#steps += 1;
    const since = Date.now();
    const answer = await Promise.race([act(), ...this.#windows.map((window) => window.crashed)]);
    for (const window of this.#windows) await window.isCalm();
    console.log(`  ${doing} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
    const number = String(this.#steps).padStart(2, '0');
    for (const window of this.#windows.slice(-1)) await window.screenshot(path.join(SCREENSHOTS, `${this.#name}-${number}.png`));
    return answer;
  };

  /** Tells all there is to know of a failure: pictures, and the ends of the logs. */
  async tellAll() {
    for (const [number, window] of this.#windows.entries()) {
      const file = path.join(SCREENSHOTS, `FAILED-${this.#name}-${number + 1}.png`);
      await window.screenshot(file).then(() => console.log(`  picture: ${file}`), (error) => console.log(`  no picture: ${error}`));
      tell('the page', window.console.join('\n'));
    }
    for (const server of this.#servers) {
      tell('code-server', server.log());
      for (const file of logs(path.join(server.data, 'logs'))) tell(file, readFileSync(file, 'utf8'));
    }
  }

  async clear() {
    for (const window of this.#windows) await window.close();
    for (const server of this.#servers) await server.stop();
  }
}

/** What the extension, and the host that it runs in, have written down. */
function logs(folder) {
  try {
    const files = readdirSync(folder, { recursive: true }).filter((file) => /(Bud|remoteexthost)\.log$/.test(file));
    return files.map((file) => path.join(folder, file));
  } catch {
    return [];
  }
}

/** What every window says, and nobody asks for. */
const USUAL = /INFO color|info {2}|Connection\]|grace-time|iframe|vsda|status of 404|_doActivateExtension|AgentHost|Eager extensions|Lock '|gallery service|workbench\.js:|i18n bundle|bundle location/;

function tell(what, text) {
  const lines = text.split('\n').filter((line) => line.trim() && !USUAL.test(line));
  const end = lines.slice(-40).join('\n    ');
  if (end) console.log(`  --- ${what}:\n    ${end}`);
}
