// The command of the lenses above declarations: shows where a name stands.
import { commands, Location, Position, Uri, type Disposable } from 'vscode';
import type { ClientCapabilities, LanguageClient } from 'vscode-languageclient/node';

const COMMAND = 'bud.showReferences';

/** Tells the server that the editor has the command. */
export function announceReferences(client: LanguageClient): void {
  client.registerFeature({
    fillClientCapabilities(capabilities: ClientCapabilities) {
      capabilities.experimental = { ...(capabilities.experimental as object), commands: { commands: [COMMAND] } };
    },
    initialize() {},
    getState: () => ({ kind: 'static' }),
    clear() {},
  });
}

export function registerReferences(): Disposable {
  return commands.registerCommand(COMMAND, async (file: string, at: { line: number; character: number }) => {
    const [uri, position] = [Uri.parse(file), new Position(at.line, at.character)];
    const places = await commands.executeCommand<Location[]>('vscode.executeReferenceProvider', uri, position);
    await commands.executeCommand('editor.action.showReferences', uri, position, places);
  });
}
