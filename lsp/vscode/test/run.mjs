// All tests of the extension: `npm test`. It needs Node and, to build the server, Rust; what else it needs it installs.
//
//   npm test                    everything
//   npm test -- walk            only the walk, with the package that is there, and of it (`-- walk mends`) some scenarios
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { install } from './install.mjs';
import { packageFile } from './package.mjs';
import { EXTENSION, SCRATCH, TEST } from './places.mjs';
import { run, Trouble, withoutNpm } from './shell.mjs';

const [only, ...names] = process.argv.slice(2);
const began = Date.now();
const seconds = (since) => ((Date.now() - since) / 1000).toFixed(0);

async function step(name, act) {
  const since = Date.now();
  console.log(`\n--- ${name}`);
  const result = await act();
  console.log(`--- ${name}: done in ${seconds(since)} s`);
  return result;
}

/** The extension's own packages, if they are not those of the lock file. */
async function dependencies(env) {
  const [lock, stamp] = [path.join(EXTENSION, 'package-lock.json'), path.join(SCRATCH, 'dependencies.json')];
  const wanted = readFileSync(lock, 'utf8');
  if (existsSync(path.join(EXTENSION, 'node_modules')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: EXTENSION, env });
  mkdirSync(SCRATCH, { recursive: true });
  writeFileSync(stamp, wanted);
}

/** The tests that need no editor. */
function withoutEditor() {
  const folders = ['unit', 'scopes'].map((name) => path.join(TEST, name)).filter((folder) => existsSync(folder));
  return folders.flatMap((folder) => readdirSync(folder).filter((file) => file.endsWith('.test.mjs')).map((file) => path.join(folder, file)));
}

async function all() {
  const tools = await step('what the tests run on', install);
  const env = withoutNpm();
  // One Node for all that follows, whichever runs this.
  env.PATH = path.dirname(tools.node) + path.delimiter + env.PATH;
  const node = (...words) => run(tools.node, words, { cwd: EXTENSION, env });
  if (only === undefined) {
    await step('packages of the extension', () => dependencies(env));
    await step('types', () => run('npm', ['run', '--silent', 'check'], { cwd: EXTENSION, env }));
    await step('package', () => run('npm', ['run', '--silent', 'package'], { cwd: EXTENSION, env }));
    await step('tests without an editor', () => node('--test', ...withoutEditor()));
  } else if (only !== 'walk') {
    throw new Trouble(`there are no tests called ${only}: npm test [-- walk [NAME…]]`);
  }
  await step('the walk', () => node(path.join(TEST, 'walk/main.mjs'), packageFile(), ...names));
  console.log(`\nThe extension's tests passed in ${seconds(began)} s.`);
}

try {
  await all();
} catch (error) {
  console.error(error instanceof Trouble ? `\nnpm test: ${error.message}` : error);
  process.exitCode = 1;
}
