// Says in the user's language why there is no language server, and what to do.
import { l10n } from 'vscode';
import type { Fault } from './locate.ts';

/** What is wrong and what to do; the last fault is that of the program that would have been used last. */
export function explain(faults: Fault[]): string {
  const fault = faults.at(-1);
  if (!fault) {
    return l10n.t(
      'There is no language server for Bud: this package of the extension has none inside, and there is no bud-lsp on the PATH. Install one (in a copy of Bud’s source: cargo install --path lsp), or say in the setting bud.server.path where it is. Until then files are only coloured.',
    );
  }
  return `${why(fault)} ${remedy(fault)}`;
}

function why({ kind, path, detail }: Fault): string {
  switch (kind) {
    case 'missing':
      return l10n.t('There is no language server at {0}.', path);
    case 'refused':
      return l10n.t('The language server {0} may not be run: its file is not marked as executable.', path);
    case 'foreign':
      return l10n.t('{0} is not Bud’s language server: asked for its version, it says “{1}”.', path, detail);
    case 'old':
      return l10n.t('The language server {0} is too old for this extension: version {1}.', path, detail);
    case 'failed':
      return l10n.t('The language server {0} cannot be run here: {1}.', path, detail);
  }
}

function remedy({ kind, from }: Fault): string {
  if (from === 'setting') return l10n.t('Correct the setting bud.server.path, or clear it.');
  if (kind === 'old') return l10n.t('Update it (in a copy of Bud’s source: cargo install --path lsp).');
  return l10n.t('Install one that runs here (in a copy of Bud’s source: cargo install --path lsp), or say in the setting bud.server.path where it is.');
}
