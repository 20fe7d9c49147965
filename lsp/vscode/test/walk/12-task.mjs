export const title = 'the task bdc: check, and what it finds';

const TEXTS = {
  'budget.bud': 'budget 示例 year 2024 measure 万元\n\ninclude parts.bud\ntotal amount 13.00\n',
  'parts.bud': 'unit 中心\nproject 修缮 unit 中心 amount 12.00\n',
};

export default async function ({ step, folder, open }) {
  const place = folder(TEXTS);
  const window = await open(place, { settings: { 'bud.diagnostics.workspace': false } });
  const { problems, page } = window;
  await step('a file of the budget is open', async () => {
    await window.openFile('parts.bud');
    await window.status('bud.status', /Σ 12\.00/);
  });
  await step('the task is offered for the main file', async () => {
    await window.command('Tasks: Run Task');
    await window.pick({ has: page.getByText('bdc', { exact: true }) });
    await window.pick({ hasText: 'check budget.bud' });
  });
  await step('its terminal has what bdc says', async () => {
    await page.locator('.terminal-tabs-entry, .single-terminal-tab', { hasText: 'check budget.bud' }).first().waitFor();
    await problems.show();
  });
  await step('and Problems has it in its line', async () => {
    await problems.row('expenditure is written as 13.00').filter({ has: page.locator('.marker-source', { hasText: 'bdc' }) }).waitFor();
  });
}
