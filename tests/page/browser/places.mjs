// Where things are: what the test reads, and what it installs and makes, which is all in one folder that git ignores.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const HERE = path.dirname(fileURLToPath(import.meta.url));
export const PROJECT = path.resolve(HERE, '../../..');
export const SCRATCH = path.join(HERE, '.scratch');
/** The packages of `package.json`. */
export const PACKAGES = path.join(SCRATCH, 'packages');
/** The pages under test, and what they look like. */
export const PAGES = path.join(SCRATCH, 'pages');
