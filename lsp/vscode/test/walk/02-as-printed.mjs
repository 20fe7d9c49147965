import assert from 'node:assert/strict';

export const title = 'beside the right budget stands the one that was printed, with its two faults';

export default async function ({ step, example, open }) {
  const window = await open(example({ whole: true }));
  const { editor, problems } = window;
  await step('opening published.bud shows its two faults and where they are', async () => {
    await window.openFile('published.bud');
    await window.status('bud.status', /2\s/);
    await problems.until('two faults', ({ errors }) => errors === 2);
    const files = await problems.files();
    assert.ok(files.get('养老中心-published.bud') >= 1, 'the unit whose name is misprinted');
  });
  await step('the fault in the name is marked in its file', async () => {
    await window.openFile('养老中心-published.bud');
    await editor.squiggles('error').first().waitFor();
  });
  await step('budget.bud itself is right', async () => {
    await window.openFile('budget.bud');
    await window.status('bud.status', /^\s*Σ 42583\.08 万元/);
    assert.equal(await editor.squiggles('error').count(), 0);
  });
}
