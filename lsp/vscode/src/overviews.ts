// The budgets of the file at hand, at a glance: asked for anew whenever they may have changed.
import { EventEmitter, languages, window, workspace, type Disposable, type TextDocument, type Uri } from 'vscode';
import { overview, type Overview } from './protocol.ts';
import type { Server } from './server.ts';

/** How long nobody must have typed. */
const PAUSE = 200;

/** Other languages have findings, too. */
const mayBeBudget = ({ scheme, path }: Uri): boolean => scheme === 'untitled' || path.endsWith('.bud');

export class Overviews implements Disposable {
  /** The file at hand: the Bud file that was last looked at, while it is open. */
  document: TextDocument | undefined;
  /** Its budgets, the one that answers first; none while they are not known. */
  budgets: Overview[] = [];
  readonly #changed = new EventEmitter<void>();
  /** Says when the file or its budgets have changed. */
  readonly onDidChange = this.#changed.event;
  readonly #server: Server;
  readonly #subscriptions: Disposable[];
  #timer: NodeJS.Timeout | undefined;
  #asked = 0;

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions = [
      this.#changed,
      server.onDidChange(() => this.#look(0)),
      window.onDidChangeActiveTextEditor(() => this.#look(0)),
      workspace.onDidChangeTextDocument(({ document }) => document.languageId === 'bud' && this.#look(PAUSE)),
      workspace.onDidCloseTextDocument((document) => document === this.document && this.#look(0)),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('bud') && this.#look(PAUSE)),
      // What changes elsewhere, or is found out later, shows in what is wrong.
      languages.onDidChangeDiagnostics(({ uris }) => uris.some(mayBeBudget) && this.#look(PAUSE)),
    ];
    this.#look(0);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #look(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), after);
  }

  async #ask(): Promise<void> {
    const active = window.activeTextEditor?.document;
    // What else is looked at meanwhile takes nothing away: the budget is still the one at hand.
    if (active?.languageId === 'bud') this.document = active;
    else if (this.document?.isClosed) this.document = undefined;
    const asked = ++this.#asked;
    const { document } = this;
    const known = document && (await this.#server.ask(overview, { textDocument: { uri: document.uri.toString() } }));
    // Meanwhile it was asked again, or the text has changed: that answer is to come.
    if (asked !== this.#asked || (known === undefined && document && this.#server.condition.is === 'running')) return;
    this.budgets = known ?? [];
    this.#changed.fire();
  }
}
