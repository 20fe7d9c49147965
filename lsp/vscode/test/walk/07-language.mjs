export const title = 'messages are in the language of the setting';

export default async function ({ step, folder, open }) {
  const window = await open(folder({ 'budget.bud': 'unit 中心\nproject 修缮 unit 中心 amount 12.00\ntotal amount 13.00\n' }));
  const { editor, problems } = window;
  const english = 'but its one line comes to 12.00';
  await step('at first in the language of the editor', async () => {
    await window.openFile('budget.bud');
    await problems.show();
    await problems.row(english).waitFor();
    await editor.hint('total amount', '= 12.00, 1.00 too much');
  });
  await step('with bud.language zh in Chinese', async () => {
    await window.changeSettings({ 'bud.language': 'zh' });
    await problems.row('但所属 1 行合计 12.00，少 1.00').waitFor();
    await problems.row(english).waitFor({ state: 'detached' });
    await editor.hint('total amount', '= 12.00，多 1.00');
  });
  await step('with bud.language en in English again', async () => {
    await window.changeSettings({ 'bud.language': 'en' });
    await problems.row(english).waitFor();
    await problems.row('但所属').waitFor({ state: 'detached' });
    await editor.hint('total amount', '= 12.00, 1.00 too much');
  });
}
