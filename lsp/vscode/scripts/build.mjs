// Bundles the extension and copies what it shares with the rest of the project into its folder.
import { build } from 'esbuild';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const here = path.resolve(import.meta.dirname, '..');
const root = path.resolve(here, '../..');

const SHARED = [
  ['grammar/textmate/bud.tmLanguage.json', 'syntaxes/bud.tmLanguage.json'],
  ['compiler/templates', 'templates'],
  ['LICENSE', 'LICENSE'],
  ['CHANGELOG.md', 'CHANGELOG.md'],
];

for (const folder of ['dist', 'syntaxes', 'templates']) rmSync(path.join(here, folder), { recursive: true, force: true });
for (const [from, to] of SHARED) {
  mkdirSync(path.dirname(path.join(here, to)), { recursive: true });
  cpSync(path.join(root, from), path.join(here, to), { recursive: true });
}
await build({
  absWorkingDir: here,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.cjs',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'linked',
  logLevel: 'warning',
});
