import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export const title = 'a unit gets another name in all files';

/** A name where it is the unit's: not in a path, a comment, or a longer name. */
const OLD = /(?<![\p{L}/])人才中心(?![\p{L}.])/gu;

export default async function ({ step, example, open }) {
  const folder = example();
  const texts = () => new Map(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
  const before = texts();
  // Else VS Code saves what it has renamed in by itself.
  const window = await open(folder, { settings: { 'files.refactoring.autoSave': false } });
  const { editor, problems } = window;
  await step('the budget is open', async () => {
    await window.openFile('units.bud');
    await problems.until('the notes', ({ notes }) => notes === 5);
  });
  await step('F2 at its declaration takes the new name', async () => {
    const line = before.get('units.bud').split('\n').findIndex((text) => text.startsWith('unit 人才中心'));
    await window.goto(line + 1, 'unit 人');
    await editor.rename('人才中心', '人才服务中心');
    await editor.line('unit 人才服务中心 name').waitFor();
  });
  await step('all files are saved, and nothing else has changed in them', async () => {
    await window.saveAll();
    const changed = [];
    for (const [file, text] of texts()) {
      const uses = before.get(file).split('\n').map((line) => (line.startsWith('#') ? line : line.replace(OLD, '人才服务中心')));
      if (text !== before.get(file)) changed.push(file);
      // In a header stands the name of a budget, too, which is not the unit's.
      const expected = uses.map((line) => line.replace('预算 人才服务中心', '预算 人才中心')).join('\n');
      assert.equal(text, expected, file);
    }
    assert.ok(changed.includes('units.bud') && changed.includes('人才中心.bud') && changed.length > 2, `changed: ${changed}`);
  });
  await step('the budget is as right as before', async () => {
    await window.status('bud.status', /^\s*Σ 42583\.08 万元/);
    assert.deepEqual(await problems.counts(), { errors: 0, warnings: 0, notes: 5 });
  });
}
