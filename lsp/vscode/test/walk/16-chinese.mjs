export const title = 'an editor in Chinese has an extension in Chinese';

export default async function ({ step, example, open }) {
  const window = await open(example(), { language: 'zh-cn' });
  const { problems } = window;
  await step('messages are in Chinese without any setting', async () => {
    await window.openFile('budget.bud');
    await problems.until('the notes', ({ notes }) => notes === 5);
    await problems.show();
    await problems.row('属于尾差').first().waitFor();
  });
  await step('so is what the status bar says', async () => {
    await window.statusSays('bud.status', '没有错误，5 条说明，支出合计：42583.08 万元');
  });
  await step('commands are in Chinese', async () => {
    await window.showLog('Bud: 显示日志');
  });
  await step('a budget to start from is in Chinese', async () => {
    await window.command('Bud: 新建预算');
    await window.editor.line(/^预算/).first().waitFor();
  });
}
