import assert from 'node:assert/strict';
import { largeBudget } from '../large/budget.mjs';

export const title = 'a budget of 100,000 lines: scrolled, typed in, mended';

const text = largeBudget(100_000);
const rows = text.split('\n');
const last = rows.length - 1;
const middle = rows.findIndex((row, index) => index > rows.length / 2 && row.startsWith('project '));

export default async function ({ step, folder, open }) {
  const window = await open(folder({ 'budget.bud': text }));
  const { editor, page, problems } = window;
  await step('it opens, in colours, and is right', async () => {
    await window.openFile('budget.bud');
    await window.status('bud.status', /^\s*Σ \d+\.\d\d 元/);
    await editor.reads(rows[0]);
    assert.notEqual(await editor.colour('budget'), await editor.colour('year'));
    assert.deepEqual(await problems.counts(), { errors: 0, warnings: 0, notes: 0 });
  });
  await step('it is scrolled to its end by keys and wheel', async () => {
    for (let count = 0; count < 20; count++) await editor.press('PageDown');
    const { x, y, width, height } = await editor.part.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    for (let count = 0; count < 20; count++) await page.mouse.wheel(0, 2_000);
    await editor.press('Control+End');
    await window.status('status.editor.selection', new RegExp(`Ln ${last + 1}, Col 1\\b`));
    await editor.reads(rows[last - 1]);
  });
  await step('digits in an amount in its middle: the text is right, and the finding comes', async () => {
    const [, left, amount] = /^(.* amount )([\d.]+)/.exec(rows[middle]);
    await window.goto(middle + 1, left);
    await editor.type('123');
    await editor.reads(`${left}123${rows[middle].slice(left.length)}`);
    const found = await problems.until('an error', ({ errors }) => errors > 0);
    assert.ok(found.errors >= 1);
    await editor.squiggles('error').first().waitFor();
    await problems.show();
    await problems.row(`should be ${amount}`).first().waitFor();
  });
  await step('the quick fix mends it', async () => {
    const [, left, amount] = /^(.* amount )([\d.]+)/.exec(rows[middle]);
    await window.goto(middle + 1, left);
    await editor.quickFixes(`write ${amount}`);
    await editor.take(`write ${amount}`);
    await editor.reads(rows[middle]);
    await problems.until('no error', ({ errors }) => errors === 0);
  });
  await step('keys without a pause all arrive', async () => {
    await window.goto(middle + 1, rows[middle]);
    const comment = '  # 0123456789 abcdefghijklmnopqrstuvwxyz 0123456789 abcdefghijklmnopqrstuvwxyz';
    await editor.type(comment);
    await editor.reads(rows[middle] + comment);
  });
  await step('a total in its end fails when a digit is typed, and holds when it goes', async () => {
    const row = rows.findLastIndex((it) => it.startsWith('total unit '));
    const [, left, amount] = /^(.* amount )([\d.]+)/.exec(rows[row]);
    await window.goto(row + 1, left);
    await editor.type('9');
    await problems.until('an error', ({ errors }) => errors > 0);
    await editor.hint(left.trim(), `= ${amount}, 9`);
    await editor.press('Backspace');
    await problems.until('no error', ({ errors }) => errors === 0);
    await editor.reads(rows[row]);
  });
}
