// Where the extension begins: what there is, and what it hears of. What each does is told in its file.
import { commands, l10n, window, workspace, type ExtensionContext } from 'vscode';
import { newBudget } from './newBudget.ts';
import { Overviews } from './overviews.ts';
import { registerReferences } from './references.ts';
import { RollUpView } from './rollUp.ts';
import { Server } from './server.ts';
import { Status } from './status.ts';
import { Tasks } from './tasks.ts';

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('Bud', { log: true });
  const running = (server = new Server(context, log));
  const overviews = new Overviews(running);
  const rollUp = new RollUpView(context, running, overviews);
  const tasks = new Tasks(running, overviews);
  const explain = () => running.condition.is === 'stopped' && running.tell(running.condition.why);
  context.subscriptions.push(
    log,
    overviews,
    rollUp,
    tasks,
    new Status(running, overviews),
    registerReferences(),
    commands.registerCommand('bud.newBudget', () => newBudget(context)),
    commands.registerCommand('bud.showRollUp', () => rollUp.show()),
    commands.registerCommand('bud.build', () => tasks.build()),
    commands.registerCommand('bud.restartServer', () => running.restart()),
    commands.registerCommand('bud.showLog', () => log.show()),
    commands.registerCommand('bud.explain', explain),
    commands.registerCommand('bud.openWalkthrough', () =>
      commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false),
    ),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('bud.server.path')) void running.restart();
    }),
    // The setting of a folder counts only once the folder is trusted.
    workspace.onDidGrantWorkspaceTrust(() => {
      if (workspace.getConfiguration('bud').inspect('server.path')?.workspaceValue) void running.restart();
    }),
  );
  log.info(l10n.t('Bud {0}', String(context.extension.packageJSON.version)));
  await running.restart();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
