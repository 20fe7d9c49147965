// The walk: what a person does with the extension, in a real VS Code, one scenario after the other.
//
//   node test/walk/main.mjs PACKAGE.vsix [NAME…]     only the scenarios whose file has one of the names in its own
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { install } from '../install.mjs';
import { SCREENSHOTS } from '../places.mjs';
import { installExtension } from '../workbench/server.mjs';
import { startBrowser } from '../workbench/window.mjs';
import { Desk } from './desk.mjs';

const [vsix, ...names] = process.argv.slice(2);
if (!vsix) throw new Error('which package? node test/walk/main.mjs PACKAGE.vsix [NAME…]');

const started = Date.now();
const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1);
const scratch = mkdtempSync(path.join(os.tmpdir(), 'bud-walk-'));
const tools = { ...(await install()), extensions: path.join(scratch, 'extensions') };
const files = readdirSync(import.meta.dirname).filter((file) => /^\d\d-.*\.mjs$/.test(file)).sort();
const chosen = files.filter((file) => names.length === 0 || names.some((name) => file.includes(name)));
if (chosen.length === 0) throw new Error(`no scenario is called ${names.join(', ')}; there are ${files.join(', ')}`);
const failed = [];
let browser;
try {
  await installExtension(tools, path.resolve(vsix), tools.extensions);
  browser = await startBrowser(tools);
  if (names.length === 0) rmSync(SCREENSHOTS, { recursive: true, force: true });
  for (const file of chosen) await play(file);
} finally {
  await browser?.close();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`\n${chosen.length - failed.length} of ${chosen.length} scenarios passed in ${seconds(started)} s; what they looked like is in ${SCREENSHOTS}`);
for (const name of failed) console.log(`FAILED: ${name}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Plays one scenario. What fails is told at once, with all that is known of it, and the others go on. */
async function play(file) {
  const { title, default: scenario } = await import(`./${file}`);
  const since = Date.now();
  console.log(`\n${file}: ${title}`);
  const desk = new Desk({ name: path.basename(file, '.mjs'), tools, browser, scratch });
  try {
    await scenario(desk);
    console.log(`  passed in ${seconds(since)} s`);
  } catch (error) {
    failed.push(`${file}, at “${desk.doing}”`);
    console.log(`  FAILED after ${seconds(since)} s, at “${desk.doing}”: ${error?.stack ?? error}`);
    await desk.tellAll();
  } finally {
    await desk.clear();
  }
}
