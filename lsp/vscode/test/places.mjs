// Where things are: what the tests read, and what they install and write, which is all in one folder that git ignores.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const TEST = path.dirname(fileURLToPath(import.meta.url));
export const EXTENSION = path.dirname(TEST);
export const PROJECT = path.resolve(EXTENSION, '../..');
export const EXAMPLE = path.join(PROJECT, 'examples/shangyu-2024');

/** Everything that is downloaded or made by the tests. */
export const SCRATCH = path.join(EXTENSION, '.vscode-test');
/** The packages of `workbench/package.json`. */
export const WORKBENCH = path.join(SCRATCH, 'workbench');
/** What the steps of the walk looked like. */
export const SCREENSHOTS = path.join(SCRATCH, 'screenshots');
