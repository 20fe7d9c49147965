import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import path from 'node:path';

export const title = 'a folder that is not trusted runs nothing of its own';

export default async function ({ step, folder, open }) {
  const place = folder({ 'budget.bud': 'unit 中心\nproject 修缮 unit 中心 amount 12.00\ntotal amount 13.00\n' });
  // What the folder sets as its server leaves a trace if it is run.
  const [program, trace] = [path.join(place, 'bud-lsp'), path.join(place, 'it-ran')];
  writeFileSync(program, `#!/bin/sh\ntouch '${trace}'\necho 'bud-lsp 0.1.0'\n`);
  chmodSync(program, 0o755);
  mkdirSync(path.join(place, '.vscode'));
  writeFileSync(path.join(place, '.vscode/settings.json'), JSON.stringify({ 'bud.server.path': program }));
  const trust = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' };
  const window = await open(place, { settings: trust });
  const { editor, page } = window;
  await step('in restricted mode the budget is coloured and checked', async () => {
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await window.openFile('budget.bud');
    await window.status('bud.status', /1\s+Σ 12\.00/);
    await editor.squiggles('error').first().waitFor();
    assert.notEqual(await editor.colour('unit'), await editor.colour('中心'));
  });
  await step('the program that the folder names was not run', async () => {
    assert.ok(!existsSync(trace));
  });
}
