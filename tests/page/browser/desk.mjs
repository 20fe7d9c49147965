// A browser, and pages in it as readers have them: a desk, a phone, at night, without script.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { PACKAGES, PAGES } from './places.mjs';

const playwright = pathToFileURL(path.join(PACKAGES, 'node_modules/playwright-core/index.mjs')).href;
const { chromium } = await import(playwright);
const axe = readFileSync(path.join(PACKAGES, 'node_modules/axe-core/axe.min.js'), 'utf8');

export const READERS = {
  desk: { viewport: { width: 1360, height: 900 } },
  night: { viewport: { width: 1360, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 375, height: 800 }, isMobile: true, hasTouch: true },
  small: { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true },
  picture: { viewport: { width: 1280, height: 960 }, deviceScaleFactor: 1.5 },
  plain: { viewport: { width: 1360, height: 900 }, javaScriptEnabled: false },
};

/** Browsers in a container have no sandbox of their own for root. */
export const startBrowser = () => chromium.launch({ executablePath: process.env.CHROMIUM, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });

/**
 * Opens a page as a reader and hands it to `act`. Whatever it says to the console, asks or loads from elsewhere is a
 * failure.
 */
export async function read(browser, name, reader, act) {
  const context = await browser.newContext({ ...READERS[reader], locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const heard = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) heard.push(`request: ${request.url()}`);
  });
  try {
    await page.goto(pathToFileURL(path.join(PAGES, name)).href);
    await act(page, context);
    assert.deepEqual(heard, []);
  } finally {
    await context.close();
  }
}

/** What axe has to say against the page, in short. */
export async function violations(page) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.ok(passes.length > 20, `only ${passes.length} rules had something to look at`);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

export const picture = (page, name) => page.screenshot({ path: path.join(PAGES, name) });
