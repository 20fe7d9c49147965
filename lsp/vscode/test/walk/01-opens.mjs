import assert from 'node:assert/strict';

export const title = 'the real budget is opened: coloured, and right';

export default async function ({ step, example, open }) {
  const window = await open(example());
  const { editor, problems } = window;
  await step('opening budget.bud shows words in colours', async () => {
    await window.openFile('budget.bud');
    await editor.line('include units.bud').waitFor();
    const colours = [await editor.colour('include'), await editor.colour('year'), await editor.colour('2024')];
    assert.equal(new Set(colours).size, colours.length, `a keyword, an attribute and a number look alike: ${colours}`);
  });
  await step('the status bar has the grand total and no error', async () => {
    assert.match(await window.status('bud.status', /42583\.08/), /Σ 42583\.08 万元/);
    await window.statusSays('bud.status', 'no errors, 5 notes, Total expenditure: 42583.08 万元');
  });
  await step('no problem is more than a note', async () => {
    assert.deepEqual(await problems.until('the notes', ({ notes }) => notes === 5), { errors: 0, warnings: 0, notes: 5 });
    await problems.show();
    await problems.row('rounding can explain').first().waitFor();
  });
  await step('a name has its page at the cursor', async () => {
    await window.openFile('人才中心.bud');
    await window.goto(11, '项目 人才服务工作经费 金额 18.00 功能 20');
    await editor.hover('其他人力资源和社会保障管理事务支出');
  });
}
