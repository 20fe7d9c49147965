import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const title = 'an amount is changed, and what it breaks is shown and mended';

const FILE = '人才中心.bud';
const [TOTAL, LEVEL_TWO, BIGGEST] = ['人事代理人才服务', '(区级)高技能人才政策等资金', '(区级)人才房票及人才政策兑现资金'];

export default async function ({ step, example, open }) {
  const folder = example();
  const onDisk = () => readFileSync(path.join(folder, FILE), 'utf8');
  const before = onDisk();
  const window = await open(folder);
  const { editor, problems } = window;
  await step('the budget is open and right', async () => {
    await window.openFile(FILE);
    await problems.until('the notes', ({ notes }) => notes === 5);
  });
  await step('another amount of a project: a squiggle at the total, the difference beside it', async () => {
    await window.goto(14, `项目 ${LEVEL_TWO} 金额 `);
    await editor.replace('1200.00'.length, '1337.50');
    await editor.squiggles('error').first().waitFor();
    await editor.hint(`项目 ${TOTAL} 金额`, '= 35365.50, 137.50 over');
  });
  await step('Problems has the total, with the places in other files that fail as well', async () => {
    await problems.until('one error', ({ errors }) => errors === 1);
    await problems.show();
    await problems.row('35228.00, but the 7 lines under it add up to 35365.50, 137.50 more').waitFor();
    await window.status('bud.status', /^\s*1\s+Σ 42720\.58/);
    await window.openFile('totals-balance.bud');
    await window.goto(13);
    await editor.hint('total func 206 amount 34010.00', '= 34147.50, 137.50 too little');
    await editor.hint('total func 20608 amount 34010.00', '= 34147.50, 137.50 too little');
  });
  await step('a quick fix at the total: the slip in its line is among them', async () => {
    await window.openFile(FILE);
    await window.goto(8, `项目 ${TOTAL} 金额 35`);
    const fixes = await editor.quickFixes(/1200\.00 for 1337\.50/);
    assert.ok(fixes.length > 1, `alternatives: ${fixes}`);
    await editor.take(/1200\.00 for 1337\.50/);
    await editor.reads(before.split('\n')[13]);
    await problems.until('no error', ({ errors }) => errors === 0);
    await editor.squiggles('error').waitFor({ state: 'detached' });
    await editor.line('over').waitFor({ state: 'detached' });
  });
  await step('two digits swapped: a squiggle at the slip, which is the cause of all', async () => {
    await window.goto(12, `项目 ${BIGGEST} 金额 3`);
    await editor.replace(2, '80');
    await problems.row('this amount of 38000.00 should be 30800.00').waitFor();
    await problems.row('two digits side by side have changed places').first().waitFor();
    await editor.hint(`项目 ${TOTAL} 金额`, '7200.00 over');
    assert.equal(await editor.squiggles('error').count(), 1);
  });
  await step('at the slip stands why, with the totals that fail', async () => {
    await window.goto(12, `项目 ${BIGGEST} 金额 38`);
    const hover = await editor.hover('should be 30800.00');
    assert.match(hover, /totals-balance\.bud/);
    await editor.press('Escape');
  });
  await step('the quick fix mends it, and the file is what it was', async () => {
    await editor.quickFixes('write 30800.00');
    await editor.take('write 30800.00');
    await problems.until('no error', ({ errors }) => errors === 0);
    await editor.squiggles('error').waitFor({ state: 'detached' });
    await window.save();
    assert.equal(onDisk(), before);
    await window.status('bud.status', /^\s*Σ 42583\.08 万元/);
  });
}
