// Bundles the extension and copies what it shares with the rest of the project into its folder.
import { build } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
const { metafile } = await build({
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
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(path.join(here, 'dist/third-party.txt'), licences(metafile));

/** The licences of the packages that went into the bundle. */
function licences({ inputs }) {
  const folders = Object.keys(inputs).flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const file = readdirSync(path.join(here, folder)).find((name) => /^licen[cs]e/i.test(name));
    const { name, version, license } = JSON.parse(readFileSync(path.join(here, folder, 'package.json'), 'utf8'));
    const text = file ? readFileSync(path.join(here, folder, file), 'utf8') : `Licence: ${license}\n`;
    return `${name} ${version}\n\n${text.trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
