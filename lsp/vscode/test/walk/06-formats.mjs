import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const title = 'a file is brought into its canonical form';

const UNTIDY = `budget 示例 year 2024 measure 万元

unit   中心


项目：修缮，金额：１２，０００，单位：中心 # 屋面
project  绿化  amount 1,500 unit 中心
total amount 13500.00`;
const TIDY = `budget 示例 year 2024 measure 万元

unit 中心

项目 修缮 单位 中心 金额 12000.00  # 屋面
project 绿化 unit 中心 amount 1500.00
total amount 13500.00
`;
const IN_CHINESE = `预算 示例 年度 2024 计量单位 万元

单位 中心

项目 修缮 单位 中心 金额 12000.00  # 屋面
项目 绿化 单位 中心 金额 1500.00
合计 金额 13500.00
`;

export default async function ({ step, folder, open }) {
  const place = folder({ 'budget.bud': UNTIDY });
  const onDisk = () => readFileSync(path.join(place, 'budget.bud'), 'utf8');
  const window = await open(place);
  const { editor } = window;
  await step('the file is open', async () => {
    await window.openFile('budget.bud');
    await window.status('bud.status', /Σ 13500\.00/);
  });
  await step('Format Document tidies it', async () => {
    await window.command('Format Document');
    await editor.reads('项目 修缮 单位 中心 金额 12000.00  # 屋面');
    await window.save();
    assert.equal(onDisk(), TIDY);
  });
  await step('with bud.format.keywords its keywords become Chinese', async () => {
    await window.changeSettings({ 'bud.format.keywords': 'zh' });
    // When the server has heard of it, nothing shows: so it is asked until it has.
    await editor.becomes('合计 金额 13500.00', () => window.command('Format Document'));
    await window.save();
    assert.equal(onDisk(), IN_CHINESE);
  });
}
