// Finds a program of Bud's: by the setting, inside the extension, on the PATH. Knows nothing of the editor.
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';

export type From = 'setting' | 'inside' | 'path';

/** A program that runs. */
export interface Program {
  path: string;
  version: string;
  from: From;
}

/** Why a program cannot be used. */
export interface Fault {
  kind: 'missing' | 'refused' | 'foreign' | 'old' | 'failed';
  path: string;
  from: From;
  /** What it or the system said. */
  detail: string;
}

/** Where to look. */
export interface Places {
  /** What the user has set; empty for nothing. */
  setting: string;
  /** What a relative setting starts from. */
  folder: string | undefined;
  home: string;
  /** The extension's own folder of programs. */
  inside: string;
  /** The environment's PATH. */
  path: string;
  windows: boolean;
  /** The version of the extension, which the program must not be older than. */
  needs: string;
}

export type Found = { program: Program; faults: Fault[] } | { program: undefined; faults: Fault[] };

/**
 * Looks for a program. What the user has set is what is meant: if that cannot be run, nothing else is. A
 * program inside that cannot be run here (it is made for another system, say) gives way to one on the PATH.
 */
export async function locate(name: string, places: Places): Promise<Found> {
  const faults: Fault[] = [];
  for (const { from, path } of candidates(name, places)) {
    const program = await meet(name, path, from, places.needs);
    if ('version' in program) return { program, faults };
    faults.push(program);
    if (from === 'setting') break;
  }
  return { program: undefined, faults };
}

/** Where the program may be, the first that is there counts. */
export function candidates(name: string, places: Places): { from: From; path: string }[] {
  if (places.setting !== '') return [{ from: 'setting', path: absolute(places.setting, places) }];
  const file = places.windows ? `${name}.exe` : name;
  const separator = places.windows ? ';' : ':';
  const folders = places.path.split(separator).filter((folder) => path.isAbsolute(folder));
  const inside = { from: 'inside' as const, path: path.join(places.inside, file) };
  const onPath = folders.map((folder) => ({ from: 'path' as const, path: path.join(folder, file) }));
  return [inside, ...onPath].filter((candidate) => isFile(candidate.path));
}

function absolute(setting: string, places: Places): string {
  const home = /^~(?=$|[\\/])/;
  const expanded = setting.trim().replace(home, () => places.home);
  return path.isAbsolute(expanded) ? expanded : path.resolve(places.folder ?? places.home, expanded);
}

function isFile(candidate: string): boolean {
  try {
    return statSync(candidate).isFile();
  } catch {
    return false;
  }
}

/** Asks a program for its version. */
async function meet(name: string, path: string, from: From, needs: string): Promise<Program | Fault> {
  const fault = (kind: Fault['kind'], detail: string): Fault => ({ kind, path, from, detail });
  if (!existsSync(path)) return fault('missing', '');
  const answer = await ask(path);
  if ('error' in answer) return fault(answer.error === 'EACCES' ? 'refused' : 'failed', answer.detail);
  const version = answer.output.match(/^(\S+) (\d+\.\d+\.\d+\S*)\s*$/);
  if (version?.[1] !== name || version[2] === undefined) return fault('foreign', firstLine(answer.output));
  return isOlder(version[2], needs) ? fault('old', version[2]) : { path, version: version[2], from };
}

type Answer = { output: string } | { error: string; detail: string };

function ask(path: string): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(path, ['--version'], { timeout: 10_000, windowsHide: true }, (error, output, errors) => {
      if (!error) return resolve({ output });
      const code = String(error.code ?? error.signal ?? '');
      // A program that is not what it seems may well say something else and fail.
      resolve({ error: code, detail: firstLine(errors) || firstLine(output) || code || error.message });
    });
  });
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.trim() ?? '';
}

/** Whether the first two numbers of a version are below those of another: the rest only mends. */
export function isOlder(version: string, needed: string): boolean {
  const numbers = (text: string) => text.split('.').slice(0, 2).map(Number);
  const [major = 0, minor = 0] = numbers(version);
  const [neededMajor = 0, neededMinor = 0] = numbers(needed);
  return major !== neededMajor ? major < neededMajor : minor < neededMinor;
}
