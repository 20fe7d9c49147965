import assert from 'node:assert/strict';

export const title = 'the editor knows what a word and what a comment is';

const TEXT = `# 单位和科目
unit 人才市场(筹)中心
project 人才房票 unit 人才市场(筹)中心 amount 1,234.50万元
`;

export default async function ({ step, folder, open }) {
  const window = await open(folder({ 'budget.bud': TEXT }));
  const { editor } = window;
  const doubleClick = async (line, word) => {
    const box = await editor.line(line).locator('span > span', { hasText: word }).last().boundingBox();
    await window.page.mouse.dblclick(box.x + box.width / 3, box.y + box.height / 2);
    return editor.selection();
  };
  await step('the file is open', async () => {
    await window.openFile('budget.bud');
    await window.status('bud.status', /Σ/);
  });
  await step('a double click selects a whole Chinese name', async () => {
    assert.equal(await doubleClick('project 人才房票', '人才房票'), '人才房票');
    assert.equal(await doubleClick('unit 人才市场(筹)中心', '人才市场'), '人才市场(筹)中心');
  });
  await step('a double click selects a whole amount', async () => {
    assert.equal(await doubleClick('amount 1,234.50万元', '1,234.50'), '1,234.50万元');
  });
  await step('Enter in a comment goes on with it, and ends it in an empty one', async () => {
    await window.goto(1, '# 单位和科目');
    await editor.press('Enter');
    await editor.type('第二行');
    await editor.reads('# 第二行');
    await window.goto(1, '# 单位');
    await editor.press('Enter');
    await editor.reads('# 和科目');
  });
  await step('Ctrl+/ makes a line a comment, and a line again', async () => {
    await window.goto(4);
    await editor.press('Control+/');
    await editor.reads('# unit 人才市场(筹)中心');
    await editor.press('Control+/');
    await editor.reads('unit 人才市场(筹)中心');
  });
  await step('a parenthesis and a quote come in pairs', async () => {
    await window.goto(5);
    await editor.press('End', 'Enter');
    await editor.type('unit "街道');
    await editor.reads('unit "街道"');
  });
}
