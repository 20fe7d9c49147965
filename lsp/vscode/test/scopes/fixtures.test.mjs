// The scopes of some lines, drawn below them. `BLESS=1 node --test test/scopes/` draws them anew.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { drawn, source } from './grammar.mjs';

const folder = path.join(import.meta.dirname, 'fixtures');

for (const name of readdirSync(folder).filter((name) => name.endsWith('.bud'))) {
  test(`the scopes of ${name}`, () => {
    const is = drawn(readFileSync(path.join(folder, name), 'utf8'));
    const file = path.join(folder, name.replace(/\.bud$/, '.scopes'));
    if (process.env.BLESS) writeFileSync(file, is);
    assert.equal(is, readFileSync(file, 'utf8'));
  });
}

test('colours by meaning and colours by pattern are of the same scopes', () => {
  const { contributes } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8'));
  const scopes = [...source.matchAll(/"(?:content)?[nN]ame": "([^"]+)\.bud"/g)].map(([, scope]) => scope);
  for (const [token, [scope]] of Object.entries(contributes.semanticTokenScopes[0].scopes)) {
    // What is not declared only the server knows.
    if (token === '*.unresolved') continue;
    const plain = scope.replace(/\.bud$/, '');
    assert.ok(scopes.some((it) => it === plain || it.startsWith(`${plain}.`)), `no pattern has a scope of ${token}: ${scope}`);
  }
});
