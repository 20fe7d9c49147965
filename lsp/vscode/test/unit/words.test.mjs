// Every text in both languages: the manifest's, the program's, the pages'.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const here = path.resolve(import.meta.dirname, '../..');
const text = (file) => readFileSync(path.join(here, file), 'utf8');
const json = (file) => JSON.parse(text(file));
const [english, chinese] = [json('package.nls.json'), json('package.nls.zh-cn.json')];
const bundle = json('l10n/bundle.l10n.zh-cn.json');

/** The texts that the program shows, as they stand in its source. */
function shown() {
  const sources = readdirSync(path.join(here, 'src')).map((file) => text(`src/${file}`));
  const calls = sources.flatMap((source) => [...source.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)]);
  const all = sources.flatMap((source) => [...source.matchAll(/l10n\.t\(/g)]);
  assert.equal(calls.length, all.length, 'every l10n.t has its text, in single quotes, as its first argument');
  return new Set(calls.map(([, found]) => found));
}

const holes = (sentence) => [...sentence.matchAll(/\{\d\}/g)].map(([hole]) => hole).sort();
const isChinese = (sentence) => /\p{Script=Han}/u.test(sentence);

test('the manifest names texts that are there, and no other is', () => {
  const named = [...text('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  assert.deepEqual([...new Set(named)].sort(), Object.keys(english).sort());
  assert.deepEqual(Object.keys(chinese), Object.keys(english), 'in the same order');
});

test('the manifest shows no text of its own', () => {
  const { contributes } = json('package.json');
  const shown = [
    ...contributes.commands.map((command) => command.title),
    ...Object.values(contributes.configuration.properties).map((it) => it.description ?? it.markdownDescription),
    ...contributes.problemMatchers.map((matcher) => matcher.label),
    ...contributes.walkthroughs.flatMap((it) => [it.title, it.description, ...it.steps.flatMap((step) => [step.title, step.description])]),
  ];
  for (const found of shown) assert.match(found, /^%.+%$/);
});

test('what the program says is translated, with the same holes, and nothing else is', () => {
  assert.deepEqual([...shown()].sort(), Object.keys(bundle).sort());
  for (const [from, to] of Object.entries(bundle)) assert.deepEqual(holes(to), holes(from), from);
});

test('a translation is Chinese', () => {
  const same = new Set(['Bud {0}', ', ', 'en']);
  for (const [from, to] of Object.entries(bundle)) assert.ok(same.has(from) || isChinese(to), from);
  for (const [key, to] of Object.entries(chinese)) assert.ok(key.endsWith('.media') || isChinese(to), key);
});

test('the steps of the walkthrough have their pages, and links lead to commands that are there', () => {
  const { contributes } = json('package.json');
  const commands = contributes.commands.map(({ command }) => command);
  for (const words of [english, chinese]) {
    for (const { media, description } of contributes.walkthroughs[0].steps) {
      assert.ok(text(words[media.markdown.slice(1, -1)]).length > 0);
      const links = [...words[description.slice(1, -1)].matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command);
      for (const command of links) assert.ok(commands.includes(command) || command.startsWith('editor.'), command);
    }
  }
});

test('both READMEs name every command and setting', () => {
  const { contributes } = json('package.json');
  for (const [file, words] of [['README.md', english], ['README.zh-CN.md', chinese]]) {
    const readme = text(file);
    for (const { title } of contributes.commands) assert.ok(readme.includes(`Bud: ${words[title.slice(1, -1)]}`), `${file}: ${title}`);
    for (const name of Object.keys(contributes.configuration.properties)) assert.ok(readme.includes(name), `${file}: ${name}`);
  }
});
