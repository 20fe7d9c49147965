export const title = 'names and words are completed';

export default async function ({ step, example, open }) {
  const window = await open(example());
  const { editor, problems } = window;
  const newLine = async () => {
    await window.goto(14);
    await editor.press('End', 'Enter');
  };
  await step('the budget is open', async () => {
    await window.openFile('人才中心.bud');
    await problems.until('the notes', ({ notes }) => notes === 5);
  });
  await step('a unit by its first character', async () => {
    await newLine();
    await editor.type('项目 招聘会 单位 人');
    await editor.accept('人才中心');
    await editor.reads('项目 招聘会 单位 人才中心');
  });
  await step('a unit by the initials of its pinyin', async () => {
    await newLine();
    await editor.type('项目 见习 单位 jyzx');
    await editor.accept('就业中心');
    await editor.reads('项目 见习 单位 就业中心');
  });
  await step('a code by the initials of its name', async () => {
    await editor.type(' 金额 1.00 功能 qtkj');
    await editor.accept('2060899 其他科技交流与合作支出');
    await editor.reads('项目 见习 单位 就业中心 金额 1.00 功能 2060899');
  });
  await step('what a total should be, after its amount', async () => {
    await window.openFile('totals-balance.bud');
    await window.goto(13);
    await editor.press('End', 'Enter');
    await editor.type('total unit 人才中心 kind project amount ');
    await editor.suggestion('35228.00').first().waitFor();
  });
}
