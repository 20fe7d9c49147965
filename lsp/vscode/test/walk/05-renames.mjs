import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { until } from '../workbench/until.mjs';

export const title = 'a unit gets another name in all files';

/** A name where it is the unit's: not in a path, a comment, or a longer name. */
const OLD = /(?<![\p{L}/])人才中心(?![\p{L}.])/gu;

/** The texts as they are to be. */
function renamed(texts) {
  const line = (text) => (text.startsWith('#') ? text : text.replace(OLD, '人才服务中心'));
  // In a header stands the name of the budget, too, which is not the unit's.
  const file = (text) => text.split('\n').map(line).join('\n').replace('预算 人才服务中心', '预算 人才中心');
  return new Map([...texts].map(([name, text]) => [name, file(text)]));
}

export default async function ({ step, example, open }) {
  const folder = example();
  const onDisk = () => new Map(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
  const before = onDisk();
  const after = renamed(before);
  const changed = [...after.keys()].filter((file) => after.get(file) !== before.get(file));
  const window = await open(folder);
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
  await step('in all files, which VS Code saves, and nothing else has changed in them', async () => {
    assert.ok(changed.length > 2, `in several files: ${changed}`);
    await until('the files on the disk', () => changed.filter((file) => onDisk().get(file) !== after.get(file)), (left) => left.length === 0);
    assert.deepEqual(onDisk(), after);
  });
  await step('the budget is as right as before', async () => {
    await window.status('bud.status', /^\s*Σ 42583\.08 万元/);
    assert.deepEqual(await problems.counts(), { errors: 0, warnings: 0, notes: 5 });
  });
}
