// The TextMate grammar as VS Code runs it, and its scopes drawn under the lines.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

export const root = path.resolve(import.meta.dirname, '../../../..');
const file = path.join(root, 'grammar/textmate/bud.tmLanguage.json');

/** The grammar's text. */
export const source = readFileSync(file, 'utf8');

const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
await oniguruma.loadWASM(wasm);
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => textmate.parseRawGrammar(source, file),
});
const grammar = await registry.loadGrammar('source.bud');

/** The tokens of each line of a text: from where to where, and their scopes without the outermost. */
export function tokens(lines) {
  let state = textmate.INITIAL;
  return lines.map((line) => {
    const read = grammar.tokenizeLine(line, state);
    state = read.ruleStack;
    return read.tokens.map(({ startIndex, endIndex, scopes }) => ({
      start: startIndex,
      end: Math.min(endIndex, line.length),
      scopes: scopes.slice(1).filter((scope) => !scope.startsWith('meta.statement')).map((scope) => scope.replace(/\.bud$/, '')),
    }));
  });
}

/** How many columns a text takes in a terminal. */
const width = (text) => [...text].reduce((sum, c) => sum + (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}]/u.test(c) ? 2 : 1), 0);

/** Each line with its scopes below it. */
export function drawn(text) {
  const lines = text.replace(/\n$/, '').split('\n');
  return tokens(lines).map((tokens, number) => {
    const line = lines[number];
    const below = tokens.filter(({ start, end, scopes }) => scopes.length && line.slice(start, end).trim()).map(({ start, end, scopes }) =>
      `${' '.repeat(width(line.slice(0, start)))}${'─'.repeat(width(line.slice(start, end)))} ${scopes.join(' ')}`);
    return [line, ...below].join('\n');
  }).join('\n') + '\n';
}
