// Installs what the tests run on: VS Code as the package code-server, the Node that it wants, a browser, a Chinese font.
// `node test/install.mjs` does it by hand. What is there is not installed again.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCRATCH, TEST, WORKBENCH } from './places.mjs';
import { run, Trouble, withoutNpm } from './shell.mjs';
import { findBrowser, needPackages } from './system.mjs';

/** code-server's native modules are compiled for this Node and load in no other. */
const NODE = 24;

const MANIFESTS = ['package.json', 'package-lock.json'];
const BUILT = path.join(WORKBENCH, 'built.json');
const CODE_SERVER = path.join(WORKBENCH, 'node_modules/code-server');

/** What a change of makes all that was installed useless. */
const wanted = () => JSON.stringify({ node: NODE, lock: readFileSync(path.join(TEST, 'workbench/package-lock.json'), 'utf8') });

/** Where the Node for code-server is: this one, if it is of that version, else that of a package. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) === NODE) return { program: process.execPath, home: path.resolve(process.execPath, '../..') };
  const home = path.join(WORKBENCH, `node_modules/node-${process.platform}-${process.arch}`);
  const program = path.join(home, 'bin/node');
  return existsSync(program) ? { program, home } : undefined;
}

/** Installs what is missing, and says where everything is. */
export async function install() {
  const ready = existsSync(BUILT) && readFileSync(BUILT, 'utf8') === wanted();
  await needPackages({ compilers: !ready });
  if (!ready) await installWorkbench();
  return {
    node: findNode().program,
    codeServer: path.join(CODE_SERVER, 'out/node/entry.js'),
    playwright: path.join(WORKBENCH, 'node_modules/playwright-core/index.mjs'),
    browser: findBrowser(),
  };
}

async function installWorkbench() {
  mkdirSync(WORKBENCH, { recursive: true });
  writeFileSync(path.join(SCRATCH, '.gitignore'), '*\n');
  for (const file of MANIFESTS) cpSync(path.join(TEST, 'workbench', file), path.join(WORKBENCH, file));
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['ci', '--ignore-scripts', ...quiet], { cwd: WORKBENCH });
  const node = findNode();
  if (!node) throw new Trouble(`The tests need Node ${NODE} on ${process.platform}-${process.arch}: run them with it.`);
  // The scripts, which compile, are run by the Node that the result is for, with the headers that came with it.
  const env = withoutNpm();
  env.PATH = path.dirname(node.program) + path.delimiter + env.PATH;
  if (existsSync(path.join(node.home, 'include/node'))) env.npm_config_nodedir = node.home;
  await run('npm', ['rebuild', ...quiet], { cwd: WORKBENCH, env });
  if (!existsSync(path.join(CODE_SERVER, 'lib/vscode/node_modules'))) {
    throw new Trouble(`code-server is not whole: remove ${WORKBENCH} and try again, with npm's install scripts allowed.`);
  }
  writeFileSync(BUILT, wanted());
}

if (fileURLToPath(import.meta.url) === process.argv[1]) {
  console.log(await install());
}
