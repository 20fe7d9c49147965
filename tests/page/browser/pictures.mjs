// Makes the picture of the READMEs: `npm --prefix tests/page/browser run pictures`, after the test.
//
// It is drawn finer than it is shown, and stored with few colours, for which pngquant must be there.
import { statSync } from 'node:fs';
import path from 'node:path';
import { run, Trouble, which } from '../../../lsp/vscode/test/shell.mjs';
import { findBrowser } from '../../../lsp/vscode/test/system.mjs';
import { PROJECT } from './places.mjs';

const LARGEST = 250_000;

if (!which('pngquant')) throw new Trouble('install pngquant, which makes the picture small');
process.env.CHROMIUM ??= findBrowser();
const { startBrowser, read } = await import('./desk.mjs');
const browser = await startBrowser();
try {
  const file = path.join(PROJECT, 'examples/page.png');
  await read(browser, 'real.html', 'picture', (page) => page.screenshot({ path: file }));
  await run('pngquant', ['--force', '--output', file, '--strip', '--speed', '1', '128', file]);
  const { size } = statSync(file);
  console.log(`${file}: ${(size / 1000).toFixed(0)} kB`);
  if (size > LARGEST) throw new Trouble(`${file} is larger than ${LARGEST / 1000} kB.`);
} finally {
  await browser.close();
}
