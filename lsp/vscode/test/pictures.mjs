// Makes the pictures of the READMEs: `npm run pictures`. The real example, with two digits of an amount swapped.
//
// They are drawn finer than they are shown, and stored with few colours, for which pngquant must be there.
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { install } from './install.mjs';
import { packageFile } from './package.mjs';
import { EXAMPLE, EXTENSION } from './places.mjs';
import { run, Trouble, which } from './shell.mjs';
import { installExtension, startServer } from './workbench/server.mjs';
import { startBrowser, Window } from './workbench/window.mjs';

const IMAGES = path.join(EXTENSION, 'images');
const LARGEST = 250_000;
/** What shows the budget and nothing else. */
const SETTINGS = {
  'breadcrumbs.enabled': false,
  'editor.fontSize': 15,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
};

if (!which('pngquant')) throw new Trouble('install pngquant, which makes the pictures small');
const tools = await install();
const scratch = mkdtempSync(path.join(os.tmpdir(), 'bud-pictures-'));
tools.extensions = path.join(scratch, 'extensions');
try {
  await installExtension(tools, packageFile(), tools.extensions);
  await picture('editor.png', { cause: 'this amount of 38000.00 should be 30800.00' });
  await picture('editor.zh-CN.png', { language: 'zh-cn', cause: '应为 30800.00' });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function picture(name, { language, cause }) {
  // The name of the folder is in the picture.
  const folder = path.join(mkdtempSync(path.join(scratch, 'folder-')), 'shangyu-2024');
  cpSync(EXAMPLE, folder, { recursive: true });
  for (const file of ['published.bud', '养老中心-published.bud']) rmSync(path.join(folder, file));
  const browser = await startBrowser(tools);
  const server = await startServer(tools, { extensions: tools.extensions, settings: SETTINGS, language });
  const window = await Window.open(browser, server, folder, { language, width: 1280, height: 720, scale: 1.5 });
  try {
    await swapDigits(window, cause);
    const file = path.join(IMAGES, name);
    mkdirSync(IMAGES, { recursive: true });
    await window.screenshot(file);
    await shrink(file);
  } finally {
    await window.close();
    await browser.close();
    await server.stop();
  }
}

/** Brings the window to where there is most to see: the slip, the total that fails by it, and what can be done. */
async function swapDigits(window, cause) {
  const { editor, problems } = window;
  await window.openFile('人才中心.bud');
  await problems.until('the notes', ({ notes }) => notes === 5);
  const left = '项目 (区级)人才房票及人才政策兑现资金 金额 3';
  await window.goto(12, left);
  await editor.replace(2, '80');
  await problems.show();
  await problems.row(cause).waitFor();
  await editor.hint('项目 人事代理人才服务 金额', '7200.00');
  await window.goto(12, left);
  await editor.quickFixes('30800.00');
}

async function shrink(file) {
  await run('pngquant', ['--force', '--output', file, '--strip', '--speed', '1', '96', file]);
  const { size } = statSync(file);
  console.log(`${file}: ${(size / 1000).toFixed(0)} kB`);
  if (size > LARGEST) throw new Trouble(`${file} is larger than ${LARGEST / 1000} kB.`);
}
