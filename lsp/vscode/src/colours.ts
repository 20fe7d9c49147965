// Colours of large files: only what is in view is coloured by what its words mean.
import { CancellationError, type TextDocument } from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';

/**
 * Above this many lines. All colours of 100,000 lines are 12 MB at a time and hold the editor up at every
 * key; those in view are a thousandth of it, and the grammar colours the rest.
 */
const LARGE = 20_000;

/** An answer without colours would take those in view away; one that is called off leaves them. */
function small(document: TextDocument): void {
  if (document.lineCount > LARGE) throw new CancellationError();
}

export const colours: Middleware = {
  provideDocumentSemanticTokens(document, token, next) {
    small(document);
    return next(document, token);
  },
  provideDocumentSemanticTokensEdits(document, previous, token, next) {
    small(document);
    return next(document, previous, token);
  },
};
