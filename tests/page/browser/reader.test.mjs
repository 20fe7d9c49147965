// What a reader does: with a keyboard alone, with a pointer, with full-width figures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { picture, read, startBrowser } from './desk.mjs';

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.textContent);
const column = (page, table, at) => page.locator(`#t-${table} tbody tr`).evaluateAll((rows, at) => rows.map((row) => row.cells[at].textContent), at);

/** Presses Tab until something has the focus. */
async function tabTo(page, selector, most = 80) {
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
  }
  assert.fail(`no way to ${selector} by Tab`);
}

test('the keyboard skips to the document', () =>
  read(browser, 'real.html', 'desk', async (page) => {
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'skip');
    await page.keyboard.press('Enter');
    assert.equal(await focused(page), 'main');
  }));

test('the keyboard finds, in Chinese and in figures of any width', () =>
  read(browser, 'real.html', 'desk', async (page) => {
    await tabTo(page, '#search');
    for (const [words, all] of [['人才房票', 1], ['３０８００．００', 1], ['30,800.00', 1]]) {
      await page.keyboard.press('Control+A');
      await page.keyboard.type(words);
      await page.keyboard.press('Enter');
      assert.equal(await page.textContent('#hits'), `第 1 处，共 ${all} 处`);
      assert.match(await page.textContent('.here'), /人才房票.*30800\.00/);
      const seen = await page.locator('.here').evaluate((it) => it.getBoundingClientRect().top);
      assert.ok(seen > 0 && seen < 900, `in sight: ${seen}`);
    }
    assert.equal(await page.evaluate(() => CSS.highlights.get('found').size), 2, 'what was found is marked, in both columns');
    await picture(page, 'found.png');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('就业');
    await page.keyboard.press('Enter');
    const [, all] = /共 (\d+) 处/.exec(await page.textContent('#hits'));
    await page.keyboard.press('Enter');
    assert.equal(await page.textContent('#hits'), `第 2 处，共 ${all} 处`);
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    assert.equal(await page.textContent('#hits'), `第 ${all} 处，共 ${all} 处`);
    await page.keyboard.press('Escape');
    assert.ok(!(await page.locator('#found').isVisible()));
  }));

test('the keyboard sorts a table up, down and back', () =>
  read(browser, 'real.html', 'desk', async (page) => {
    await page.focus('#t-2 .copy');
    await tabTo(page, '#t-2 [data-column="2"] button', 6);
    const before = await column(page, 2, 2);
    await page.keyboard.press('Enter');
    const figures = (cells) => cells.slice(1).filter(Boolean).map(Number);
    const ascending = figures(await column(page, 2, 2));
    assert.deepEqual(ascending, [...ascending].sort((a, b) => a - b));
    assert.equal(await page.locator('#t-2 [aria-sort]').getAttribute('aria-sort'), 'ascending');
    await page.keyboard.press('Space');
    const descending = figures(await column(page, 2, 2));
    assert.deepEqual(descending, [...ascending].reverse());
    assert.equal((await column(page, 2, 1))[0], '合计', 'a total stays above');
    await page.keyboard.press('Enter');
    assert.deepEqual(await column(page, 2, 2), before);
    assert.equal(await page.locator('#t-2 [aria-sort]').count(), 0);
  }));

test('a filter leaves what it finds, and what that belongs to', () =>
  read(browser, 'real.html', 'desk', async (page) => {
    const rows = (await column(page, 2, 1)).length;
    assert.ok(rows > 20);
    await page.fill('#t-2 .filter', '公务员医疗');
    assert.deepEqual(await column(page, 2, 1), ['卫生健康支出', '行政事业单位医疗', '公务员医疗补助']);
    assert.equal(await page.textContent('#t-2 .count'), `显示 1 行，符合 1 行，共 ${rows} 行`);
    await page.fill('#t-2 .filter', '');
    assert.equal((await column(page, 2, 1)).length, rows);
    await page.fill('#t-0 .filter', '总计');
    assert.deepEqual(await column(page, 0, 3), ['42583.08']);
  }));

test('a long table shows more when asked, and what is searched', () =>
  read(browser, 'long.html', 'desk', async (page) => {
    await page.click('#t-9 .more');
    assert.equal(await page.locator('#t-9 tbody tr').count(), 600);
    await page.fill('#search', '修缮工程2987');
    await page.keyboard.press('Enter');
    assert.match(await page.textContent('.here'), /修缮工程2987.*2987\.50/);
    assert.equal(await page.locator('#t-9 tbody tr').count(), 1);
    await page.fill('#t-9 .filter', '');
    await page.click('#t-9 [data-column="2"] button');
    await page.click('#t-9 [data-column="2"] button');
    assert.deepEqual((await column(page, 9, 2)).slice(1, 3), ['2999.50', '2998.50'], 'all rows are sorted, not those in sight');
  }));

test('the treemap is looked into by keyboard and by pointer', () =>
  read(browser, 'real.html', 'desk', async (page) => {
    assert.ok(await page.locator('#view-0').isVisible());
    await page.focus('.tabs button');
    await tabTo(page, '[data-view="view-2"]', 3);
    await page.keyboard.press('Enter');
    assert.deepEqual(await page.locator('.view[id]').evaluateAll((all) => all.map((it) => it.hidden)), [true, true, false]);
    await tabTo(page, '[data-level="view-2-1"]', 3);
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#view-2-1 svg.wide').isVisible());
    assert.equal(await page.locator('[data-level="view-2-1"]').getAttribute('aria-pressed'), 'true');
    await picture(page, 'opened.png');
    await page.click('[data-level="view-2-0"]');
    await page.locator('#view-2-0 svg.wide g').first().click({ position: { x: 60, y: 200 } });
    assert.ok(await page.locator('#view-2-1 svg.wide').isVisible());
  }));

test('a pointer is told what it is over', () =>
  read(browser, 'real.html', 'desk', async (page) => {
    await page.hover('#flow svg.wide .stop');
    assert.equal(await page.textContent('#tip'), '一般公共预算\n42583.08 万元\n占 100.0%');
    assert.equal(await page.locator('svg title').count(), 0, 'and not twice');
    await page.mouse.move(2, 2);
    assert.ok(!(await page.locator('#tip').isVisible()));
  }));

test('a table is copied as a spreadsheet takes it', () =>
  read(browser, 'long.html', 'desk', async (page, context) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.fill('#t-9 .filter', '=1+1');
    await page.click('#t-9 .copy');
    await page.waitForFunction(() => document.querySelector('#t-9 .copy').textContent === '已复制');
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/);
    assert.equal(lines[0].split('\t')[1], '项目名称');
    assert.deepEqual(lines[1].split('\t').slice(1, 3), ["'=1+1", '1.00'], 'a name is no formula');
    assert.equal(lines.length, 2);
  }));
