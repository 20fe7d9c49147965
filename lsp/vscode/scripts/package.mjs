// Makes the packages: one with the server inside for this platform, one without for any.
//
//   npm run package [-- FOLDER]     FOLDER is where they go; dist/ if it is not given
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const here = path.resolve(import.meta.dirname, '..');
const root = path.resolve(here, '../..');
const out = path.resolve(process.argv[2] ?? path.join(here, 'dist'));
const { version, name } = JSON.parse(readFileSync(path.join(here, 'package.json'), 'utf8'));
const windows = process.platform === 'win32';
const target = `${process.platform}-${process.arch}`;
const inside = path.join(here, 'server');

const run = (command, args, cwd = here) => execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });

/** The programs, built for release, without the symbols that only developers need. */
function programs() {
  run('cargo', ['build', '--release', '--package', 'bud', '--package', 'bud-lsp', '--bins'], root);
  const metadata = execFileSync('cargo', ['metadata', '--format-version', '1', '--no-deps'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  const built = path.join(JSON.parse(metadata).target_directory, 'release');
  mkdirSync(inside, { recursive: true });
  for (const program of ['bud-lsp', 'bdc']) {
    const file = path.join(inside, windows ? `${program}.exe` : program);
    copyFileSync(path.join(built, path.basename(file)), file);
    if (windows) continue;
    chmodSync(file, 0o755);
    run('strip', process.platform === 'darwin' ? ['-x', file] : [file]);
  }
}

function pack(file, ...args) {
  const vsce = path.join(here, 'node_modules/@vscode/vsce/vsce');
  // All is bundled, so no dependency is looked for; one package has no server, so nothing answers to that pattern.
  const common = ['package', '--no-dependencies', '--allow-unused-files-pattern', '--no-git-tag-version'];
  // Until the source has an address, links of the README lead to what is beside it.
  common.push('--allow-missing-repository', '--no-rewrite-relative-links');
  run(process.execPath, [vsce, ...common, '--out', path.join(out, file), ...args]);
}

rmSync(inside, { recursive: true, force: true });
run(process.execPath, [path.join(here, 'scripts/build.mjs')]);
mkdirSync(out, { recursive: true });
pack(`${name}-${version}.vsix`);
programs();
pack(`${name}-${version}-${target}.vsix`, '--target', target);
