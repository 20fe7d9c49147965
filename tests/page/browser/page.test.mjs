// What the page looks like to each reader: whole, accessible, no wider than the screen, good on paper.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { picture, read, READERS, startBrowser, violations } from './desk.mjs';
import { PAGES } from './places.mjs';

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

const MILLIMETRE = 96 / 25.4;

for (const reader of Object.keys(READERS).filter((it) => it !== 'picture')) {
  test(`the page is no wider than the screen: ${reader}`, () =>
    read(browser, 'real.html', reader, async (page) => {
      await picture(page, `${reader}.png`);
      if (reader === 'plain') return;
      const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(content <= screen, `${content} > ${screen}`);
      await page.evaluate(() => scrollTo(500, 0));
      assert.equal(await page.evaluate(() => scrollX), 0);
    }));
}

for (const reader of ['desk', 'night', 'phone']) {
  test(`axe finds nothing against the page: ${reader}`, () =>
    read(browser, 'real.html', reader, async (page) => {
      assert.deepEqual(await violations(page), []);
      // Nor when something is open and found.
      await page.locator('details').evaluateAll((all) => all.forEach((it) => (it.open = true)));
      await page.fill('#search', '人才');
      await page.waitForFunction(() => document.querySelector('#found li'));
      assert.deepEqual(await violations(page), []);
    }));
}

test('a table scrolls in its own box, and the names of its rows stay', () =>
  read(browser, 'real.html', 'phone', async (page) => {
    const box = page.locator('#t-1 .scroll');
    const name = page.locator('#t-1 tbody th').nth(3);
    await box.scrollIntoViewIfNeeded();
    const before = await name.boundingBox();
    await box.evaluate((it) => (it.scrollLeft = 400));
    assert.equal(await box.evaluate((it) => it.scrollLeft), 400);
    assert.equal((await name.boundingBox()).x, before.x);
  }));

test('without script everything is there, and nothing that would do nothing', () =>
  read(browser, 'real.html', 'plain', async (page) => {
    for (const part of ['#flow svg.wide', '#view-0 svg.wide', '#view-1 svg.wide', '#view-2 svg.wide', '#t-0 table', '#t-11 table']) {
      assert.ok(await page.locator(part).first().isVisible(), part);
    }
    for (const control of ['#search', '.filter', '.copy', '.tabs', '.levels']) assert.ok(!(await page.locator(control).first().isVisible()), control);
    assert.equal(await page.locator('thead button').count(), 0);
  }));

test('on paper there are charts and whole tables, and nothing to click', () =>
  read(browser, 'real.html', 'desk', async (page) => {
    await page.emulateMedia({ media: 'print' });
    for (const control of ['#search', '.filter', '.copy', '.tabs', '.levels', 'thead button', '.contents', '.figures', '.skip']) {
      for (const one of await page.locator(control).all()) assert.ok(!(await one.isVisible()), control);
    }
    for (const view of ['#view-0', '#view-1', '#view-2']) assert.ok(await page.locator(`${view} svg.wide`).first().isVisible(), view);
    const table = (across) => (across ? '.published.across' : '.published:not(.across)');
    for (const [across, width] of [[true, 297 - 28], [false, 210 - 28]]) {
      await page.setViewportSize({ width: Math.floor(width * MILLIMETRE), height: 1000 });
      for (const one of await page.locator(`${table(across)} .scroll`).all()) {
        const [content, box, hidden] = await one.evaluate((it) => [it.scrollWidth, it.clientWidth, it.scrollHeight - it.clientHeight]);
        assert.ok(content <= box + 1, `${await one.getAttribute('aria-labelledby')}: ${content} > ${box}`);
        assert.ok(hidden <= 1, 'no row is below an edge');
      }
    }
    const pages = await page.pdf({ path: path.join(PAGES, 'paper.pdf'), preferCSSPageSize: true, printBackground: true });
    const count = pages.toString('latin1').match(/\/Type \/Page\b/g).length;
    // Twelve tables, the charts, and a text of some six sheets.
    assert.ok(count >= 12 && count <= 24, `${count} pages`);
  }));

test('names that look like markup are text, in a page of thousands of rows', () =>
  read(browser, 'long.html', 'desk', async (page) => {
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.locator('script').count(), 1);
    assert.equal(await page.locator('#t-9 tbody tr').count(), 300);
    assert.match(await page.locator('#t-9 tbody').textContent(), /<script>alert\(1\)<\/script>/);
    assert.deepEqual(await violations(page), []);
  }));
