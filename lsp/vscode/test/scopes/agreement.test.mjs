// What the compiler reads as a word of a kind has the scope of that kind, in every budget of the project.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root, tokens } from './grammar.mjs';

const FIXED = ['measure', 'rounding', 'base', 'stage', 'zero', 'kind', 'source', 'dimension', 'currency'];

/** The scope of a name, by the statement or the attribute that it stands behind. */
const NAMES = {
  unit: 'entity.name.namespace', project: 'entity.name.function', goal: 'entity.name.function',
  memo: 'entity.name.tag', item: 'entity.name.tag',
};

/** The scopes that a part of a line may have. */
function expected({ kind, of, faulty }, statement) {
  if (faulty && kind !== 'amount') return ['invalid.illegal'];
  if (FIXED.includes(kind)) return [`support.constant.${kind}`];
  switch (kind) {
    case 'keyword': return [`keyword.control.${of}`];
    case 'attribute': return ['variable.parameter'];
    case 'comment': return ['comment.line.number-sign'];
    case 'code': return ['entity.name.type.code'];
    case 'year': case 'scale': return [`constant.numeric.${kind}`];
    case 'name': {
      const name = of === 'under' ? NAMES[statement === 'unit' ? 'unit' : 'project'] : NAMES[of];
      return name ? [name] : ['string.quoted', 'string.unquoted'];
    }
    case 'text': return ['string.quoted', 'string.unquoted'];
    case 'amount': return ['meta.amount'];
    default: throw new Error(`no scope for ${kind}`);
  }
}

function budgets(folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.bud')).map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))).sort();
}

const files = [...budgets('examples'), ...budgets('tests/suite')];
const cargo = ['run', '--quiet', '--package', 'bud', '--example', 'lines', '--', ...files];
const lines = JSON.parse(execFileSync('cargo', cargo, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30 }));

test('every word of every budget has the scope of what it is', () => {
  const counts = {};
  const count = (of) => { counts[of] = (counts[of] ?? 0) + 1; };
  const read = tokens(lines.map(({ text }) => text));
  lines.forEach(({ file, line, text, parts }, number) => {
    const scopesAt = (at) => read[number].find(({ start, end }) => start <= at && at < end)?.scopes ?? [];
    const has = (at, wanted) => wanted.some((scope) => scopesAt(at).some((it) => `${it}.`.startsWith(`${scope}.`)));
    const said = (it) => `${file}:${line}: ${it.kind} ${JSON.stringify(text.slice(it.start, it.end))} in ${JSON.stringify(text)}`;
    const statement = parts.find(({ kind }) => kind === 'keyword');
    if (!statement && text.trim() && !parts.length) {
      assert.ok(has(text.search(/[^ \t\u3000\u00A0\uFEFF]/), ['invalid.illegal']), `${file}:${line}: no statement: ${text}`);
      count('no statement');
    }
    let hidden = false;
    for (const part of parts) {
      // The server reads a misspelt word as what it should be; a pattern cannot, and marks it.
      if (hidden && part.kind !== 'comment' && part.kind !== 'attribute') {
        count('after a misspelt word');
        continue;
      }
      if (statement?.faulty && part.kind !== 'comment' && part.kind !== 'keyword') {
        count('in a misspelt statement');
        continue;
      }
      hidden = part.kind === 'attribute' && part.faulty;
      const wanted = expected(part, statement?.of);
      for (let at = part.start; at < part.end; at++) {
        if (/[ \t\u3000\u00A0]/.test(text[at]) && part.kind === 'amount') continue;
        assert.ok(has(at, wanted), `${said(part)}: at ${at - part.start} it is ${scopesAt(at)}, not ${wanted}`);
        if (part.kind === 'amount' && !part.faulty) assert.ok(!has(at, ['invalid']), `${said(part)}: a figure that is read is marked`);
      }
      if (part.kind !== 'amount' && !part.faulty) {
        assert.ok(part.start === 0 || !has(part.start - 1, wanted), `${said(part)}: it begins later`);
        assert.ok(part.end === text.length || !has(part.end, wanted), `${said(part)}: it ends earlier`);
      }
      count(part.faulty ? `${part.kind}, faulty` : part.kind);
    }
  });
  console.log(counts);
  for (const kind of ['keyword', 'attribute', 'name', 'code', 'amount', 'text', 'comment', 'keyword, faulty', 'attribute, faulty']) {
    assert.ok(counts[kind] > 1, `no ${kind} in the budgets`);
  }
});
