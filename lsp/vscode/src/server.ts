// The language server's life: found, started, restarted, and what is told if it is not there.
import * as os from 'node:os';
import * as path from 'node:path';
import { EventEmitter, Uri, commands, l10n, window, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type LanguageClientOptions,
  type RequestType,
} from 'vscode-languageclient/node';
import { colours } from './colours.ts';
import { explain } from './explain.ts';
import { locate, type Found, type Places } from './locate.ts';
import { announceReferences } from './references.ts';
import { traceChannel } from './trace.ts';

/** What can be said of the server at any time. */
export type Condition = { is: 'starting' } | { is: 'running' } | { is: 'stopped'; why: string };

/** How often a server that ends by itself is started again within three minutes. */
const RESTARTS = 4;

export class Server {
  condition: Condition = { is: 'starting' };
  readonly #changed = new EventEmitter<Condition>();
  /** Says when the condition has changed. */
  readonly onDidChange = this.#changed.event;
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #trace: LogOutputChannel;
  readonly #noted = new Map<string, string>();
  #client: LanguageClient | undefined;
  /** One start or stop at a time, in the order in which they were asked for. */
  #turn: Promise<void> = Promise.resolve();

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.#context = context;
    this.#log = log;
    this.#trace = traceChannel(log);
    context.subscriptions.push(this.#trace, this.#changed);
  }

  /** Starts the server, anew if it runs. */
  restart(): Promise<void> {
    return this.#next(async () => {
      await this.#end();
      this.#is({ is: 'starting' });
      const found = await this.find('bud-lsp');
      if (found.program) await this.#start(found.program.path);
      else this.#fail(explain(found.faults));
    });
  }

  /** Ends the server. */
  stop(): Promise<void> {
    return this.#next(() => this.#end());
  }

  /** Asks the server; nothing if it does not run, or the text has changed meanwhile. */
  async ask<P, R>(request: RequestType<P, R, void>, params: P): Promise<R | undefined> {
    if (this.condition.is !== 'running') return undefined;
    try {
      return await this.#client?.sendRequest<R>(request.method, params);
    } catch (error) {
      this.#log.debug(`${request.method}: ${String(error)}`);
      return undefined;
    }
  }

  /** The editor's name of a file that the server speaks of. */
  uri(name: string): Uri {
    return this.#client?.protocol2CodeConverter.asUri(name) ?? Uri.parse(name);
  }

  /** Finds a program of Bud's. The compiler stands beside a server that the user has set. */
  async find(name: 'bud-lsp' | 'bdc'): Promise<Found> {
    const server = workspace.getConfiguration('bud').get<string>('server.path', '').trim();
    const setting = name === 'bud-lsp' || server === '' ? server : beside(server, name);
    const places: Places = {
      setting,
      folder: workspace.workspaceFolders?.find((folder) => folder.uri.scheme === 'file')?.uri.fsPath,
      home: os.homedir(),
      inside: this.#context.asAbsolutePath('server'),
      path: process.env['PATH'] ?? '',
      windows: process.platform === 'win32',
      needs: String(this.#context.extension.packageJSON.version),
    };
    let found = await locate(name, places);
    // Whoever sets a server of their own need not have a compiler beside it.
    if (name === 'bdc' && setting !== '' && !found.program) found = await locate(name, { ...places, setting: '' });
    this.#note(name, found);
    return found;
  }

  /** Writes into the log what was found, unless it is what was found the last time. */
  #note(name: string, { program, faults }: Found): void {
    const text = [...faults.map(({ path, kind, detail }) => `${path}: ${kind} ${detail}`), program?.path].join('\n');
    if (this.#noted.get(name) === text) return;
    this.#noted.set(name, text);
    for (const fault of faults) this.#log.warn(`${fault.path}: ${fault.kind} ${fault.detail}`);
    if (program) this.#log.info(`${name} ${program.version}: ${program.path}`);
  }

  #next(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work).catch((error: unknown) => this.#fail(String(error)));
    return this.#turn;
  }

  #is(condition: Condition): void {
    this.condition = condition;
    this.#changed.fire(condition);
  }

  async #start(command: string): Promise<void> {
    const client = new LanguageClient('bud', 'Bud', { command, transport: TransportKind.stdio }, this.#options());
    this.#client = client;
    announceReferences(client);
    client.onDidChangeState(({ newState }) => {
      if (client !== this.#client) return;
      if (newState === State.Running) this.#is({ is: 'running' });
      else if (newState === State.Starting) this.#is({ is: 'starting' });
    });
    try {
      await client.start();
    } catch (error) {
      this.#fail(l10n.t('The language server {0} does not start: {1}.', command, String(error)));
    }
  }

  #options(): LanguageClientOptions {
    let ends: number[] = [];
    return {
      documentSelector: [
        { language: 'bud', scheme: 'file' },
        { language: 'bud', scheme: 'untitled' },
      ],
      middleware: colours,
      outputChannel: this.#log,
      traceOutputChannel: this.#trace,
      // What is wrong is said once, in our words; the log is there for whoever opens it.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      // What is still typed is not yet to be judged by its file on the disk.
      diagnosticPullOptions: { onChange: true, onSave: false },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          const now = Date.now();
          ends = [...ends.filter((end) => now - end < 180_000), now];
          if (ends.length <= RESTARTS) return { action: CloseAction.Restart, handled: true };
          this.#fail(l10n.t('The language server has ended {0} times in three minutes and is not started again. The log says why.', ends.length));
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    };
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // It has ended already, or does not answer: it is gone all the same.
      this.#log.debug(String(error));
    }
  }

  #fail(why: string): void {
    this.#log.error(why);
    // The same end may be heard of twice: it is told once.
    if (this.condition.is === 'stopped') return;
    this.#is({ is: 'stopped', why });
    void this.tell(why);
  }

  /** Tells the user what is wrong with the server, with what can be done at once. */
  async tell(why: string): Promise<void> {
    const settings = l10n.t('Open Settings');
    const log = l10n.t('Show Log');
    const again = l10n.t('Try Again');
    const chosen = await window.showErrorMessage(why, settings, log, again);
    if (chosen === settings) await commands.executeCommand('workbench.action.openSettings', 'bud.server.path');
    if (chosen === log) this.#log.show();
    if (chosen === again) await this.restart();
  }
}

function beside(server: string, name: string): string {
  const extension = path.extname(server).toLowerCase() === '.exe' ? '.exe' : '';
  return path.join(path.dirname(server), name + extension);
}
