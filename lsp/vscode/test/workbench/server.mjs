// VS Code as a server: the package code-server, with one extension and with settings of its own.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { until } from './until.mjs';

/** What keeps VS Code to the point: nothing is fetched, nothing pops up, and Chinese is as wide as two letters. */
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'editor.fontFamily': "'Noto Sans Mono CJK SC', monospace",
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.confirmBeforeClose': 'never',
  'workbench.editor.useModal': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const freePort = () => new Promise((done, fail) => {
  const listener = net.createServer();
  listener.on('error', fail);
  listener.listen(0, '127.0.0.1', () => {
    const { port } = listener.address();
    listener.close(() => done(port));
  });
});

/** The environment of the server: what an outer VS Code says of itself would confuse it. */
function environment(tools, home, more) {
  const outer = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|CODE_|npm_|NODE_OPTIONS|LC_|LANGUAGE$)/.test(name));
  const searched = `${path.dirname(tools.node)}${path.delimiter}${process.env.PATH}`;
  return { ...Object.fromEntries(outer), PATH: searched, HOME: home, LANG: 'C.UTF-8', EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...more };
}

/** Puts an extension into a folder of extensions, which any number of servers may use. */
export async function installExtension(tools, vsix, extensions) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'bud-install-'));
  const words = [tools.codeServer, '--user-data-dir', home, '--extensions-dir', extensions, '--install-extension', vsix, '--force'];
  const child = spawn(tools.node, words, { env: environment(tools, home), stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (log += data));
  const status = await new Promise((done) => child.on('close', done));
  rmSync(home, { recursive: true, force: true });
  if (status !== 0 || !/successfully installed/i.test(log)) throw new Error(`VS Code does not take ${vsix}:\n${log}`);
}

/**
 * Makes VS Code speak a language, though no pack of that language is installed: with a pack that has no text. All of
 * VS Code stays English; extensions, which bring their own texts, are told of the language.
 */
function speak(language, data) {
  const texts = path.join(data, 'texts.json');
  writeFileSync(texts, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = { hash: 'none', label: language, extensions: [{ extensionIdentifier: { id: 'test.no-texts' }, version: '1.0.0' }], translations: { vscode: texts } };
  writeFileSync(path.join(data, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
  return ['--locale', language];
}

/**
 * Starts a server. `settings` are the user's. `machine` are those that belong to a machine, which are not taken from
 * the user's settings here, since to VS Code a server is a remote machine.
 */
export async function startServer(tools, { extensions, settings = {}, machine = {}, env = {}, language } = {}) {
  const home = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'bud-workbench-')));
  const data = path.join(home, 'data');
  const write = (place, values) => {
    mkdirSync(path.join(data, place), { recursive: true });
    writeFileSync(path.join(data, place, 'settings.json'), JSON.stringify(values, null, 2));
  };
  write('User', { ...SETTINGS, ...settings });
  write('Machine', machine);
  const port = await freePort();
  const child = spawn(tools.node, [
    tools.codeServer, '--user-data-dir', data, '--extensions-dir', extensions, '--bind-addr', `127.0.0.1:${port}`,
    '--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', ...(language ? speak(language, data) : []),
  ], { env: environment(tools, home, env), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (log += data));
  const ended = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    // The whole group: extension hosts and language servers are children of its children.
    try { process.kill(-child.pid, 'SIGTERM'); } catch { /* it has ended */ }
    const killed = setTimeout(() => { try { process.kill(-child.pid, 'SIGKILL'); } catch { /* it has ended */ } }, 10_000);
    await ended;
    clearTimeout(killed);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const address = `http://127.0.0.1:${port}`;
  try {
    await until('code-server to answer', async () => {
      if (child.exitCode !== null) throw new Error(`code-server ended with ${child.exitCode}`);
      return fetch(`${address}/healthz`).then((answer) => answer.ok, () => false);
    });
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${log}`);
  }
  return {
    address,
    data,
    log: () => log,
    settings: { ...SETTINGS, ...settings },
    /** Changes those of the machine. */
    changeMachine: (changed) => write('Machine', changed),
    stop,
  };
}
