// The tasks `bdc check` and `bdc build`, and the command that builds the budget at hand.
import { env, ShellExecution, ShellQuoting, Task, TaskGroup, TaskScope, l10n, tasks, window, workspace, type Disposable, type TaskDefinition, type WorkspaceFolder } from 'vscode';
import type { Overviews } from './overviews.ts';
import type { Server } from './server.ts';

const TYPE = 'bdc';
const COMMANDS = ['check', 'build'] as const;

/** A task as it stands in `tasks.json`. */
interface Definition extends TaskDefinition {
  type: typeof TYPE;
  command: (typeof COMMANDS)[number];
  /** The main file; the file at hand if there is none. */
  file?: string;
  args?: string[];
}

export class Tasks implements Disposable {
  readonly #server: Server;
  readonly #overviews: Overviews;
  readonly #provider: Disposable;

  constructor(server: Server, overviews: Overviews) {
    this.#server = server;
    this.#overviews = overviews;
    this.#provider = tasks.registerTaskProvider(TYPE, {
      provideTasks: () => this.#all(),
      resolveTask: (task) => this.#task(task.definition as Definition, task.scope),
    });
  }

  dispose(): void {
    this.#provider.dispose();
  }

  /** Builds the budget at hand. What is not saved is not built, so all is saved first. */
  async build(): Promise<void> {
    const { document } = this.#overviews;
    if (!document) return void window.showInformationMessage(l10n.t('Open a file of the budget that is to be built.'));
    if (document.isUntitled && !(await document.save())) return;
    if (!(await this.#server.find('bdc')).program) {
      return void window.showErrorMessage(
        l10n.t('There is no bdc, the compiler that builds budgets: neither inside this package of the extension, nor beside the set language server, nor on the PATH. Install it (in a copy of Bud’s source: cargo install --path compiler).'),
      );
    }
    await workspace.saveAll(false);
    const file = this.#main() ?? document.uri.fsPath;
    const folder = workspace.getWorkspaceFolder(document.uri);
    await tasks.executeTask(await this.#task({ type: TYPE, command: 'build', file }, folder));
  }

  /** The main file of the budget at hand, in the words of its folder. */
  #main(): string | undefined {
    const [budget] = this.#overviews.budgets;
    return budget && workspace.asRelativePath(this.#server.uri(budget.main), false);
  }

  async #all(): Promise<Task[]> {
    const file = this.#main();
    const folder = this.#overviews.document && workspace.getWorkspaceFolder(this.#overviews.document.uri);
    if (file === undefined) return [];
    const all = COMMANDS.map((command) => this.#task({ type: TYPE, command, file }, folder));
    return Promise.all(all);
  }

  async #task(definition: Definition, scope: WorkspaceFolder | TaskScope | undefined): Promise<Task> {
    const { program } = await this.#server.find('bdc');
    const { command, file = '${file}', args = [] } = definition;
    const quoted = [command, file, ...language(args), ...args].map((value) => ({ value, quoting: ShellQuoting.Strong }));
    // Without one inside or set, the terminal says what it makes of the bare name.
    const execution = new ShellExecution({ value: program?.path ?? 'bdc', quoting: ShellQuoting.Strong }, quoted);
    const name = file === '${file}' ? command : `${command} ${file}`;
    const task = new Task(definition, scope ?? TaskScope.Workspace, name, TYPE, execution, this.#matchers());
    task.group = command === 'build' ? TaskGroup.Build : TaskGroup.Test;
    task.presentationOptions = { clear: true };
    return task;
  }

  /** What the language server shows already is not listed a second time. */
  #matchers(): string[] {
    const everywhere = workspace.getConfiguration('bud').get<boolean>('diagnostics.workspace', true);
    return everywhere && this.#server.condition.is === 'running' ? [] : [`$${TYPE}`];
  }
}

/** The terminal speaks the language of the findings in the text, unless the task says another. */
function language(args: string[]): string[] {
  if (args.some((argument) => argument.startsWith('--lang'))) return [];
  const set = workspace.getConfiguration('bud').get<string>('language', 'auto');
  return ['--lang', set === 'auto' ? (env.language.startsWith('zh') ? 'zh' : 'en') : set];
}
