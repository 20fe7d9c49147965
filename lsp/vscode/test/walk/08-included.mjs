import assert from 'node:assert/strict';

export const title = 'a file that others include is opened alone';

export default async function ({ step, example, open }) {
  const window = await open(example(), { settings: { 'bud.diagnostics.workspace': false } });
  const { editor, problems } = window;
  await step('its totals are judged within the budget that includes it, and hold', async () => {
    await window.openFile('totals-balance.bud');
    await window.status('bud.status', /^\s*Σ 42583\.08 万元/);
    await problems.until('the notes of the budget', ({ notes }) => notes === 5);
    assert.deepEqual(await problems.counts(), { errors: 0, warnings: 0, notes: 5 });
    assert.equal(await editor.squiggles('error').count(), 0);
  });
  await step('a name that is declared elsewhere is known', async () => {
    await window.openFile('basic.bud');
    await window.status('bud.status', /^\s*Σ 42583\.08 万元/);
    assert.equal(await editor.squiggles('error').count(), 0);
    assert.equal((await problems.counts()).errors, 0);
  });
}
