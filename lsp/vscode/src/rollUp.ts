// The roll-up of the budget at hand, beside its text: a table that follows what is typed.
import { Range, Selection, Uri, ViewColumn, l10n, window, workspace, type Disposable, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { Overviews } from './overviews.ts';
import { rollUp, type RollUp } from './protocol.ts';
import type { Server } from './server.ts';

const TYPE = 'bud.rollUp';

/** What the page says to the extension. */
type Message = { by: string[] } | { open: RollUp['rows'][number]['declaration'] } | { ready: true };

export class RollUpView implements Disposable {
  readonly #context: ExtensionContext;
  readonly #server: Server;
  readonly #overviews: Overviews;
  readonly #subscriptions: Disposable[];
  #panel: WebviewPanel | undefined;
  #by = ['unit', 'kind'];
  #asked = 0;

  constructor(context: ExtensionContext, server: Server, overviews: Overviews) {
    this.#context = context;
    this.#server = server;
    this.#overviews = overviews;
    this.#subscriptions = [
      overviews.onDidChange(() => void this.#refresh()),
      // After the window was loaded again.
      window.registerWebviewPanelSerializer(TYPE, { deserializeWebviewPanel: async (panel) => this.#adopt(panel) }),
    ];
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Shows the roll-up beside the text. */
  show(): void {
    if (this.#panel) return this.#panel.reveal(undefined, true);
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.#adopt(window.createWebviewPanel(TYPE, l10n.t('Roll-up'), column, {}));
  }

  #adopt(panel: WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    const media = Uri.joinPath(this.#context.extensionUri, 'media');
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.iconPath = Uri.joinPath(this.#context.extensionUri, 'icons', 'bud.svg');
    panel.onDidDispose(() => (this.#panel = this.#panel === panel ? undefined : this.#panel));
    panel.onDidChangeViewState(() => panel.visible && void this.#refresh());
    panel.webview.onDidReceiveMessage((message: Message) => void this.#hear(message));
    const file = (name: string) => panel.webview.asWebviewUri(Uri.joinPath(media, name)).toString();
    panel.webview.html = page(panel.webview.cspSource, file('rollUp.css'), file('rollUp.js'));
  }

  async #hear(message: Message): Promise<void> {
    if ('open' in message) return this.#open(message.open);
    if ('by' in message) this.#by = message.by;
    await this.#refresh();
  }

  async #open(place: RollUp['rows'][number]['declaration']): Promise<void> {
    if (!place) return;
    const { start, end } = place.range;
    const range = new Range(start.line, start.character, end.line, end.character);
    const beside = this.#panel?.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
    const editor = await window.showTextDocument(this.#server.uri(place.uri), { viewColumn: beside, selection: range });
    editor.selection = new Selection(range.start, range.end);
  }

  async #refresh(): Promise<void> {
    const panel = this.#panel;
    if (!panel?.visible) return;
    const asked = ++this.#asked;
    const { document } = this.#overviews;
    const by = this.#by;
    const known = document && (await this.#server.ask(rollUp, { textDocument: { uri: document.uri.toString() }, by }));
    if (asked !== this.#asked || panel !== this.#panel) return;
    // The text has changed while it was asked: what comes next is newer.
    if (known === undefined && document && this.#server.condition.is === 'running') return;
    const budgets = (known ?? []).map((budget) => ({ ...budget, file: this.#file(budget.main) }));
    panel.title = budgets[0]?.name ? l10n.t('Roll-up: {0}', budgets[0].name) : l10n.t('Roll-up');
    await panel.webview.postMessage({ budgets, by, words: words() });
  }

  #file(main: string): string {
    return workspace.asRelativePath(this.#server.uri(main));
  }
}

function words() {
  return {
    down: l10n.t('Rows'),
    across: l10n.t('Columns'),
    budget: l10n.t('Budget'),
    empty: l10n.t('There are no figures yet.'),
    none: l10n.t('Open a Bud file: its budget is summed up here.'),
  };
}

/** The page: all that changes is sent to its script. Nothing is loaded but the extension's own two files. */
function page(source: string, style: string, script: string): string {
  return `<!DOCTYPE html>
<html lang="${l10n.t('en')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source}; script-src ${source}">
<link rel="stylesheet" href="${style}">
<title>${l10n.t('Roll-up')}</title>
</head>
<body><main></main><script src="${script}"></script></body>
</html>`;
}
