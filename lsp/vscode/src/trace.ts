// The talk with the language server in the log, as the setting `bud.trace.server` wants it.
import { EventEmitter, LogLevel, workspace, type Disposable, type LogOutputChannel } from 'vscode';

const SETTING = 'trace.server';

/**
 * Where the client writes what is said. It writes there whenever the level is the lowest, which here is what
 * the setting says; the log itself stays at its own level.
 */
export function traceChannel(log: LogOutputChannel): LogOutputChannel & Disposable {
  const changed = new EventEmitter<LogLevel>();
  const level = () => (workspace.getConfiguration('bud').get(SETTING) === 'off' ? LogLevel.Off : LogLevel.Trace);
  const heard = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`bud.${SETTING}`)) changed.fire(level());
  });
  return {
    name: log.name,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message, ...args) => log.info(message, ...args),
    debug: (message, ...args) => log.debug(message, ...args),
    info: (message, ...args) => log.info(message, ...args),
    warn: (message, ...args) => log.warn(message, ...args),
    error: (error, ...args) => log.error(error, ...args),
    append: (value) => log.append(value),
    appendLine: (value) => log.appendLine(value),
    replace: (value) => log.replace(value),
    clear: () => log.clear(),
    show: () => log.show(),
    hide: () => log.hide(),
    dispose() {
      heard.dispose();
      changed.dispose();
    },
  };
}
