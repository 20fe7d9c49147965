import { rmSync } from 'node:fs';

export const title = 'the task bdc: check, and what it finds';

const TEXTS = {
  'budget.bud': 'budget 示例 year 2024 measure 万元\n\ninclude parts.bud\ntotal amount 13.00\n',
  'parts.bud': 'unit 中心\nproject 修缮 unit 中心 amount 12.00\n',
};

export default async function ({ step, folder, open }) {
  const place = folder(TEXTS);
  // What the server finds would stand in Problems as well; a folder that it does not look at has only what the task finds.
  const window = await open(place, { settings: { 'bud.diagnostics.workspace': false } });
  const { problems, page } = window;
  await step('a file of the budget is open', async () => {
    await window.openFile('parts.bud');
    await window.status('bud.status', /Σ 12\.00/);
  });
  await step('the task is offered for the main file', async () => {
    await window.command('Tasks: Run Task');
    await window.pick({ hasText: 'bdc' });
  });
}
