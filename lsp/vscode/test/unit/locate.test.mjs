// Where the language server is looked for, and what is found wrong with what is there.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { candidates, isOlder, locate } from '../../src/locate.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'bud-locate-'));
const at = (...parts) => path.join(home, ...parts);
const windows = process.platform === 'win32';

/** A program that prints `says`, made of a shell script. */
function program(file, says, status = 0) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho '${says}'\nexit ${status}\n`);
  chmodSync(file, 0o755);
}

function places(change = {}) {
  return { setting: '', folder: at('work'), home, inside: at('inside'), path: '', windows: false, needs: '0.1.0', ...change };
}

const find = (change) => locate('bud-lsp', places(change));
const kinds = ({ faults }) => faults.map(({ from, kind }) => `${from} ${kind}`);

before(() => {
  program(at('inside/bud-lsp'), 'bud-lsp 0.1.0');
  program(at('bin/bud-lsp'), 'bud-lsp 0.2.1');
  program(at('old/bud-lsp'), 'bud-lsp 0.0.9');
  program(at('work/own/bud-lsp'), 'bud-lsp 0.1.7-dev');
  program(at('odd/hello'), 'hello 1.0.0');
  program(at('odd/broken'), 'cannot find a library', 127);
  writeFileSync(at('odd/text'), 'no program');
});
after(() => rmSync(home, { recursive: true, force: true }));

test('the setting comes first, then what is inside, then the PATH', { skip: windows }, async () => {
  const all = { path: at('bin') };
  assert.deepEqual((await find({ ...all, setting: at('bin/bud-lsp') })).program, { path: at('bin/bud-lsp'), version: '0.2.1', from: 'setting' });
  assert.equal((await find(all)).program.from, 'inside');
  assert.equal((await find({ ...all, inside: at('nowhere') })).program.from, 'path');
  assert.deepEqual(await find({ inside: at('nowhere') }), { program: undefined, faults: [] });
});

test('a setting may begin at home or at the folder', { skip: windows }, async () => {
  assert.equal((await find({ setting: '~/bin/bud-lsp' })).program.path, at('bin/bud-lsp'));
  assert.equal((await find({ setting: 'own/bud-lsp' })).program.version, '0.1.7-dev');
});

test('what is set is what is meant: nothing takes its place', { skip: windows }, async () => {
  for (const [file, fault] of [
    ['nowhere/bud-lsp', 'missing'],
    ['odd/text', 'refused'],
    ['odd/hello', 'foreign'],
    ['odd/broken', 'failed'],
    ['old/bud-lsp', 'old'],
  ]) {
    const found = await find({ setting: at(file), path: at('bin') });
    assert.equal(found.program, undefined, file);
    assert.deepEqual(kinds(found), [`setting ${fault}`], file);
  }
  const broken = await find({ setting: at('odd/broken') });
  assert.equal(broken.faults[0].detail, 'cannot find a library', 'what the program said is passed on');
});

test('a program inside that cannot run here gives way to one on the PATH', { skip: windows }, async () => {
  program(at('foreign/bud-lsp'), 'wrong format', 126);
  const found = await find({ inside: at('foreign'), path: [at('nowhere'), at('old'), at('bin')].join(':') });
  assert.equal(found.program.path, at('bin/bud-lsp'));
  assert.deepEqual(kinds(found), ['inside failed', 'path old']);
});

test('the current folder is not on the PATH, and programs have their ending on Windows', () => {
  assert.deepEqual(candidates('bud-lsp', places({ inside: at('nowhere'), path: ['.', '', 'bin'].join(':') })), []);
  writeFileSync(at('bin/bdc.exe'), '');
  const found = candidates('bdc', places({ inside: at('bin'), windows: true }));
  assert.deepEqual(found, [{ from: 'inside', path: at('bin/bdc.exe') }]);
});

test('a version is too old by its first two numbers', () => {
  const older = (version) => isOlder(version, '0.2.0');
  assert.deepEqual(['0.1.9', '0.2.0', '0.2.7', '0.10.0', '1.0.0'].map(older), [true, false, false, false, false]);
});
