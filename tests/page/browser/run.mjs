// The page in a real browser: `npm --prefix tests/page/browser test`. It needs Node and Rust, and installs what
// else it needs; `CHROMIUM` names a browser to take.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { run, Trouble, withoutNpm } from '../../../lsp/vscode/test/shell.mjs';
import { findBrowser, needPackages } from '../../../lsp/vscode/test/system.mjs';
import { HERE, PACKAGES, PAGES, PROJECT, SCRATCH } from './places.mjs';

const MANIFESTS = ['package.json', 'package-lock.json'];

/** The packages of the lock file, if they are not there. */
async function installPackages() {
  const [stamp, wanted] = [path.join(PACKAGES, 'installed.json'), readFileSync(path.join(HERE, 'package-lock.json'), 'utf8')];
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  mkdirSync(PACKAGES, { recursive: true });
  for (const file of MANIFESTS) cpSync(path.join(HERE, file), path.join(PACKAGES, file));
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: PACKAGES });
  writeFileSync(stamp, wanted);
}

/** A budget with as many projects as a browser would be slow with, and names that it must not obey. */
function longBudget() {
  const names = ['<script>alert(1)</script>', '</table><img src=x onerror=alert(1)>', '=1+1'];
  const nasty = names.map((name) => `project "${name}" unit 镇政府 func 207 amount 1.00`);
  const many = Array.from({ length: 3000 }, (_, at) => `project 修缮工程${at} unit 镇政府 func 207 amount ${at}.50`);
  return ['budget 镇 year 2025', 'unit 镇政府', 'account 207 文化', ...nasty, ...many, ''].join('\n');
}

async function makePages() {
  mkdirSync(PAGES, { recursive: true });
  const long = path.join(PAGES, 'long.bud');
  writeFileSync(long, longBudget());
  const bdc = ['run', '--quiet', '--locked', '-p', 'bud', '--bin', 'bdc', '--'];
  const build = (budget, page) => run('cargo', [...bdc, 'build', budget, '--emit', 'html', '-q', '-o', path.join(PAGES, page)], { cwd: PROJECT });
  await build(path.join(PROJECT, 'examples/shangyu-2024/budget.bud'), 'real.html');
  await build(long, 'long.html');
}

async function all() {
  await needPackages({ compilers: false });
  await installPackages();
  writeFileSync(path.join(SCRATCH, '.gitignore'), '*\n');
  await makePages();
  const env = { ...withoutNpm(), CHROMIUM: findBrowser() };
  await run(process.execPath, ['--test', '--test-concurrency=1', path.join(HERE, 'page.test.mjs'), path.join(HERE, 'reader.test.mjs')], { cwd: HERE, env });
}

try {
  await all();
} catch (error) {
  console.error(error instanceof Trouble ? `\n${error.message}` : error);
  process.exitCode = 1;
}
