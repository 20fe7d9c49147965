export const title = 'blocks of lines come from their first letters, in both spellings';

export default async function ({ step, folder, open }) {
  const window = await open(folder({ 'english.bud': '', 'chinese.bud': '', 'pinyin.bud': '' }));
  const { editor } = window;
  await step('a budget in English', async () => {
    await window.openFile('english.bud');
    await window.statusSays('bud.status', 'no errors');
    await editor.type('budget-file');
    await editor.accept('budget-file');
    await editor.reads('budget Town year 2026 measure ten-thousand source general-public');
    await editor.reads('total amount 8.00');
  });
  await step('its places are gone through with Tab, and one name is written once', async () => {
    await editor.type('Village');
    await editor.press('Tab', 'Tab');
    await editor.type('School');
    await editor.reads('project Books unit School amount 8.00 func 2070104');
    await editor.reads('budget Village year 2026 measure ten-thousand source general-public');
  });
  await step('a budget in Chinese', async () => {
    await window.openFile('chinese.bud');
    await editor.type('预算文件');
    await editor.accept('预算文件');
    await editor.reads('项目 购置图书 单位 图书馆 金额 8.00 功能 2070104');
  });
  await step('the same by the initials of its pinyin', async () => {
    await window.openFile('pinyin.bud');
    await editor.type('yswj');
    await editor.accept('yswj');
    await editor.reads('合计 功能 207 金额 8.00');
  });
}
