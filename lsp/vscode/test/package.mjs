// Where `npm run package` puts the package for this platform.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EXTENSION } from './places.mjs';
import { Trouble } from './shell.mjs';

/** The package with the language server inside. */
export function packageFile() {
  const { name, version } = JSON.parse(readFileSync(path.join(EXTENSION, 'package.json'), 'utf8'));
  const file = path.join(EXTENSION, `dist/${name}-${version}-${process.platform}-${process.arch}.vsix`);
  if (!existsSync(file)) throw new Trouble(`${file} is not there: npm run package makes it.`);
  return file;
}
