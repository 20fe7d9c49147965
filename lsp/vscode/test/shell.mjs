// Runs other programs: shown to whoever watches, stopped at the first that fails.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** What goes wrong outside the code that is tested, told in one message without a stack. */
export class Trouble extends Error {}

/** The path of the first of these programs that PATH has. */
export function which(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // not here
      }
    }
  }
  return undefined;
}

/** Whether a program ends well; what it says goes nowhere. */
export const succeeds = (program, ...words) => spawnSync(program, words, { stdio: 'ignore' }).status === 0;

/** What a program prints, without the last line's end; empty if it fails. */
export function says(program, ...words) {
  const { status, stdout } = spawnSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout.trim() : '';
}

/**
 * The environment for an npm that is called from inside another: without what the outer one says of itself, for its
 * folder would become the inner one's, and its Node that of packages which ask.
 */
export function withoutNpm(environment = process.env) {
  const own = /^npm_(package|lifecycle|command|execpath|node_execpath|config_(user_agent|(local_|global_)?prefix|global|node_gyp|noproxy))/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}

/** Runs a program to its end, its output shown. */
export function run(program, words, { cwd, env = withoutNpm() } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, words, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => fail(new Trouble(`${program} cannot be run: ${error.message}`)));
    child.on('exit', (status, signal) => {
      if (status === 0) done();
      else fail(new Trouble(`${[program, ...words].join(' ')} ended with ${signal ?? `status ${status}`}`));
    });
  });
}
