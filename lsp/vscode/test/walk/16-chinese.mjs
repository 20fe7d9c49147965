export const title = 'an editor in Chinese has an extension in Chinese';

export default async function ({ step, example, open }) {
  const window = await open(example(), { language: 'zh-cn' });
  const { problems } = window;
  await step('messages are in Chinese without any setting', async () => {
    await window.openFile('budget.bud');
    await problems.until('the notes', ({ notes }) => notes === 5);
    await problems.show();
    await window.screenshot('/tmp/zh1.png');
    await problems.row('可由四舍五入').first().waitFor();
  });
  await step('commands are in Chinese', async () => {
    await window.command('Bud: 显示日志');
  });
}
