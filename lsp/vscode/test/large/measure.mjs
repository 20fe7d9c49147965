// Measures what scrolling and typing cost in a file of 100,000 lines, beside the same file as plain text.
//
//   npm run bench [-- PACKAGE.vsix [LINES]]
//
// It judges nothing. Both files are open in one window of one VS Code, and are gone through in turns, so that whatever
// else the machine does meets both alike.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { install } from '../install.mjs';
import { EXTENSION } from '../places.mjs';
import { packageFile } from '../package.mjs';
import { installExtension, startServer } from '../workbench/server.mjs';
import { startBrowser, Window } from '../workbench/window.mjs';
import { largeBudget } from './budget.mjs';
import { during, startWatching } from './watch.mjs';

const [vsix = packageFile(), lines = '100000'] = process.argv.slice(2);
const text = largeBudget(Number(lines));
const rows = text.split('\n');
const total = rows.findIndex((row) => row.startsWith('total unit '));
const middle = Math.floor(rows.length / 2);
const ROUNDS = 3;
/** From key to key, as a quick typist; and the keys of someone who holds one down. */
const [PACE, REPEAT] = [90, 33];

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function keys(window, all, pace) {
  for (const key of all) {
    const due = sleep(pace);
    await window.keyboard.press(key);
    await due;
  }
}

const digits = (count) => Array.from({ length: count }, (_, number) => String((number * 7 + 3) % 10));

const WHEEL = 'the wheel';

/** What is done, by its name; each leaves the text as it was. */
const SCENES = {
  'PageDown, held': async (window) => keys(window, Array(60).fill('PageDown'), REPEAT),
  [WHEEL]: async (window) => {
    const { x, y, width, height } = await window.editor.part.boundingBox();
    await window.page.mouse.move(x + width / 2, y + height / 2);
    for (let count = 0; count < 120; count++) {
      await window.page.mouse.wheel(0, 240);
      await sleep(16);
    }
  },
  'a word in a comment in the middle': async (window) => {
    await window.keyboard.press('End');
    await keys(window, [...' # annual review of it'], PACE);
    await keys(window, Array(22).fill('Backspace'), REPEAT);
  },
  'digits in an amount in the middle': async (window) => {
    await window.goto(middle, rows[middle - 1].match(/^.* amount \d/)?.[0] ?? '');
    await keys(window, digits(6), PACE);
    await keys(window, Array(6).fill('Backspace'), PACE);
  },
  'digits in a total': async (window) => {
    await window.goto(total + 1, rows[total].match(/^.* amount \d/)[0]);
    await keys(window, digits(6), PACE);
    await keys(window, Array(6).fill('Backspace'), PACE);
  },
};

const start = { 'PageDown, held': 1_500, [WHEEL]: 3_000, 'a word in a comment in the middle': middle };

function percentile(all, part) {
  const sorted = [...all].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

const scratch = mkdtempSync(path.join(os.tmpdir(), 'bud-large-'));
const folder = path.join(scratch, 'budget');
const files = ['large.txt', 'large.bud'];
const found = {};
try {
  const tools = { ...(await install()), extensions: path.join(scratch, 'extensions') };
  await installExtension(tools, path.resolve(vsix), tools.extensions);
  mkdirSync(folder);
  for (const file of files) writeFileSync(path.join(folder, file), text);
  const browser = await startBrowser(tools);
  const server = await startServer(tools, { extensions: tools.extensions });
  const window = await Window.open(browser, server, folder);
  try {
    await measure(window);
  } finally {
    await window.close();
    await browser.close();
    await server.stop();
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
report();

async function measure(window) {
  await startWatching(window.page);
  for (const file of files) {
    const since = Date.now();
    await window.openFile(file);
    await window.editor.line(file.endsWith('bud') ? 'unit 教育局' : 'unit').first().waitFor();
    console.error(`${file} shows its first lines after ${Date.now() - since} ms`);
    if (file.endsWith('.bud')) {
      await window.status('bud.status', /Σ/);
      console.error(`its total is known after ${Date.now() - since} ms`);
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const file of files) {
      await window.openFile(file);
      for (const [scene, play] of Object.entries(SCENES)) {
        if (start[scene]) await window.goto(start[scene]);
        await settle(window);
        const seen = await during(window.page, () => play(window));
        const all = ((found[scene] ??= {})[file] ??= { keys: [], gaps: [], long: [] });
        if (scene === WHEEL) seen.keys = [];
        for (const what of Object.keys(all)) all[what].push(...seen[what]);
        await settle(window);
        console.error(`round ${round + 1}, ${file}, ${scene}: ${seen.keys.length} keys, ${seen.gaps.length} frames`);
      }
    }
  }
}

/** Until nothing is left to do for the last keys, so that the next scene begins in quiet. */
function settle(window) {
  return window.page.evaluate(async () => {
    for (let quiet = 0; quiet < 20;) {
      const since = performance.now();
      await new Promise(requestAnimationFrame);
      quiet = performance.now() - since < 25 ? quiet + 1 : 0;
    }
  });
}

function report() {
  const [plain, bud] = files;
  const pair = (one, other, digits = 1) => Number.isNaN(one) ? '–' : `${one.toFixed(digits)} / ${other.toFixed(digits)} (${other && one ? `× ${(one / other).toFixed(2)}` : '–'})`;
  console.log(`\nA file of ${rows.length - 1} lines, ${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB; as a budget / as plain text (ratio); milliseconds.\n`);
  console.log('| what is done | key → paint, median | p99 | frames: median | p99 | longest | frames above 50 ms |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const [scene, seen] of Object.entries(found)) {
    const of = (what, part) => pair(percentile(seen[bud][what], part), percentile(seen[plain][what], part));
    const late = (file) => seen[file].gaps.filter((gap) => gap > 50).length;
    console.log(`| ${scene} | ${of('keys', 0.5)} | ${of('keys', 0.99)} | ${of('gaps', 0.5)} | ${of('gaps', 0.99)} | ${of('gaps', 1)} | ${late(bud)} / ${late(plain)} of ${seen[bud].gaps.length} / ${seen[plain].gaps.length} |`);
  }
  console.log(`\nVS Code ${version()}, ${os.cpus().length} × ${os.cpus()[0].model}, load ${os.loadavg()[0].toFixed(1)}; ${ROUNDS} rounds in turns.`);
}

function version() {
  const { dependencies } = JSON.parse(readFileSync(path.join(EXTENSION, 'test/workbench/package.json'), 'utf8'));
  return `as code-server ${dependencies['code-server']}`;
}
