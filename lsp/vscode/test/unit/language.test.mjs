// How the editor treats the text by itself: words, Enter in comments, snippets, what bdc prints.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const here = path.resolve(import.meta.dirname, '../..');
const json = (file) => JSON.parse(readFileSync(path.join(here, file), 'utf8'));
const configuration = json('language-configuration.json');
const { contributes } = json('package.json');

test('a word is a whole name, a number, a code', () => {
  const words = (line) => line.match(new RegExp(configuration.wordPattern, 'gu'));
  assert.deepEqual(words('project 人才房票（2024年） unit 人才中心 amount -1,234.50万元 func 2080799'), [
    'project', '人才房票（2024年）', 'unit', '人才中心', 'amount', '1,234.50万元', 'func', '2080799',
  ]);
  assert.deepEqual(words('amount (15+3)*2.40万元*12/2 # 备注'), ['amount', '15', '3', '2.40万元', '12', '2', '备注']);
  assert.deepEqual(words('project "Reading week" 2024年专项 unit 3D打印'), ['project', 'Reading', 'week', '2024年专项', 'unit', '3D打印']);
  assert.deepEqual(words('项目　甲 amount １,２３４．５０'), ['项目', '甲', 'amount', '１,２３４．５０']);
});

test('Enter goes on with a comment, and not with a line', () => {
  const appended = (before, after = '') => {
    const fits = (pattern, text) => pattern === undefined || new RegExp(pattern, 'u').test(text);
    const rule = configuration.onEnterRules.find((it) => fits(it.beforeText, before) && fits(it.afterText, after));
    return rule?.action.appendText ?? '';
  };
  assert.equal(appended('# 一、基本支出'), '# ', 'at the end of a comment');
  assert.equal(appended('# 一、', '基本支出'), '# ', 'in the middle of one');
  assert.equal(appended('  ## Heading'), '# ');
  assert.equal(appended('#'), '', 'an empty comment is the last');
  assert.equal(appended('# '), '');
  assert.equal(appended('unit 甲 # 一个单位'), '', 'behind a line a comment ends with it');
  assert.equal(appended('unit 甲 # 一个', '单位'), '# ', 'but what is cut off remains a comment');
  assert.equal(appended('project 甲#2 amount', '3'), '', 'a # inside a name is none');
});

test('every snippet is there in both spellings', () => {
  const snippets = Object.values(json('snippets/bud.code-snippets'));
  const keywords = (bodies) => bodies.map((body) => body.filter((line) => line !== '$0').length);
  const chinese = ({ prefix }) => /\p{Script=Han}/u.test(prefix[0]);
  const [zh, en] = [snippets.filter(chinese), snippets.filter((it) => !chinese(it))];
  assert.deepEqual(keywords(zh.map((it) => it.body)), keywords(en.map((it) => it.body)));
  const prefixes = snippets.flatMap(({ prefix }) => prefix);
  assert.equal(new Set(prefixes).size, prefixes.length, 'each prefix is of one snippet');
});

test('the problem matcher reads what bdc prints, in both languages', () => {
  const [head, place] = contributes.problemPatterns[0].patterns.map(({ regexp }) => new RegExp(regexp, 'u'));
  const [, code, severity, message] = head.exec('error[E0301]: no unit is called "人才中兴"');
  assert.deepEqual([code, severity, message], ['E0301', 'E', 'no unit is called "人才中兴"']);
  assert.deepEqual(head.exec('错误[E0301]：没有名为“人才中兴”的单位').slice(1), ['E0301', 'E', '没有名为“人才中兴”的单位']);
  assert.equal(head.exec('note[N0701]: 3771.58 is written')[2], 'N');
  assert.deepEqual(place.exec('  --> examples/faults/misspelt-unit.bud:9:19').slice(1), ['examples/faults/misspelt-unit.bud', '9', '19']);
  assert.deepEqual(place.exec('  ╭─ budget.bud:4:14').slice(1), ['budget.bud', '4', '14'], 'as it is drawn in a terminal');
  assert.equal(head.exec(' 9 | project [E0301]: x'), null);
});
