import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../workbench/until.mjs';

export const title = 'the commands: roll-up, build, log, restart';

export default async function ({ step, example, open }) {
  const folder = example();
  const window = await open(folder);
  const { editor, problems, page } = window;
  await step('the budget is open', async () => {
    await window.openFile('人才中心.bud');
    await window.status('bud.status', /Σ 42583\.08/);
  });
  const rollUp = await step('Show Roll-up opens a table beside the text', async () => {
    await window.command('Bud: Show Roll-up to the Side');
    await page.locator('.tab', { hasText: 'Roll-up: 上虞人社' }).waitFor();
    const table = window.webview('table');
    await table.getByRole('row', { name: '人才中心' }).getByText('35228.00').first().waitFor();
    return table;
  });
  await step('it follows what is typed', async () => {
    await window.goto(14, '项目 (区级)高技能人才政策等资金 金额 ');
    await editor.replace('1200.00'.length, '1337.50');
    await rollUp.getByRole('row', { name: '人才中心' }).getByText('35365.50').first().waitFor();
    await editor.press('Control+z');
    await window.status('bud.status', /^\s*Σ 42583\.08/);
    await rollUp.getByRole('row', { name: '人才中心' }).getByText('35228.00').first().waitFor();
  });
  await step('its rows are chosen, and a row leads to its declaration', async () => {
    await window.webview('select').first().selectOption('func');
    await rollUp.getByRole('row', { name: '科学技术支出' }).first().waitFor();
    await rollUp.getByRole('button', { name: '科学技术支出' }).first().click();
    await page.locator('.tab.active[data-resource-name="accounts.bud"]').waitFor();
    assert.match(await editor.currentLine(), /^account 206 /);
  });
  await step('Build writes the ledger', async () => {
    const ledger = path.join(folder, 'budget.ledger.json');
    assert.ok(!existsSync(ledger));
    await window.command('Bud: Build Budget');
    await until('the ledger', () => existsSync(ledger));
    assert.equal(JSON.parse(readFileSync(ledger, 'utf8')).valid, true);
  });
  await step('Restart starts another server, which finds the same', async () => {
    await window.openFile('人才中心.bud');
    await window.command('Bud: Restart Language Server');
    await window.status('bud.status', /^\s*Σ 42583\.08/);
    await window.goto(14, '项目 (区级)高技能人才政策等资金 金额 ');
    await editor.replace('1200.00'.length, '1337.50');
    await problems.until('one error', ({ errors }) => errors === 1);
  });
  await step('Show Log tells of both servers', async () => {
    await window.showLog('Bud: Show Log');
    await page.locator('.part.panel .view-line', { hasText: /\[info\]\s*bud-lsp/ }).nth(1).waitFor();
  });
}
