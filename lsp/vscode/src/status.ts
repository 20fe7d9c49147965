// The item in the status bar: what is wrong with the budget at hand, and what it comes to.
import { MarkdownString, StatusBarAlignment, ThemeColor, Uri, l10n, window, workspace, type Disposable } from 'vscode';
import type { Overviews } from './overviews.ts';
import type { Overview } from './protocol.ts';
import type { Condition, Server } from './server.ts';

/** What the item shows. */
export interface Shown {
  text: string;
  /** Said by screen readers, which do not read icons. */
  spoken: string;
  colour?: 'error' | 'warning';
}

export class Status implements Disposable {
  readonly #item = window.createStatusBarItem('bud.status', StatusBarAlignment.Left, 0);
  readonly #server: Server;
  readonly #overviews: Overviews;
  readonly #subscriptions: Disposable[];

  constructor(server: Server, overviews: Overviews) {
    this.#server = server;
    this.#overviews = overviews;
    this.#item.name = 'Bud';
    const draw = () => this.#draw();
    this.#subscriptions = [this.#item, server.onDidChange(draw), overviews.onDidChange(draw), window.onDidChangeActiveTextEditor(draw)];
    draw();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #draw(): void {
    const active = window.activeTextEditor?.document;
    // Beside a roll-up and over the log, which are no other file, the budget stays in sight.
    const other = active && active.uri.scheme !== 'output' && active.languageId !== 'bud';
    if (other || !this.#overviews.document) return this.#item.hide();
    const { condition } = this.#server;
    const { text, spoken, colour } = shown(condition, this.#overviews.budgets[0]);
    this.#item.text = text;
    this.#item.accessibilityInformation = { label: spoken };
    this.#item.backgroundColor = colour && new ThemeColor(`statusBarItem.${colour}Background`);
    this.#item.command = condition.is === 'stopped' ? 'bud.explain' : 'bud.showRollUp';
    this.#item.tooltip = condition.is === 'stopped' ? condition.why : this.#tooltip();
    this.#item.show();
  }

  #tooltip(): MarkdownString {
    const parts = this.#overviews.budgets.map((budget) => this.#about(budget));
    const links = [
      `[$(table) ${l10n.t('Roll-up')}](command:bud.showRollUp)`,
      `[$(package) ${l10n.t('Build')}](command:bud.build)`,
      `[$(debug-restart) ${l10n.t('Restart')}](command:bud.restartServer)`,
      `[$(output) ${l10n.t('Log')}](command:bud.showLog)`,
    ];
    const text = new MarkdownString([...parts, links.join(' · ')].join('\n\n---\n\n'), true);
    text.isTrusted = { enabledCommands: ['bud.showRollUp', 'bud.build', 'bud.restartServer', 'bud.showLog'] };
    return text;
  }

  #about(budget: Overview): string {
    const file = this.#server.uri(budget.main);
    const name = budget.name ?? workspace.asRelativePath(file);
    const year = budget.year === null ? '' : ` · ${budget.year}`;
    const lines = [
      `**${plain(name)}**${year}`,
      `[${plain(workspace.asRelativePath(file))}](${Uri.from(file).toString()})`,
      counts(budget).join(l10n.t(', ')),
    ];
    if (budget.total !== null) lines.push(l10n.t('Total expenditure: {0}', amount(budget)));
    return lines.join('  \n');
  }
}

/** What the item shows for the budget at hand. */
export function shown(condition: Condition, budget: Overview | undefined): Shown {
  if (condition.is === 'stopped') {
    return { text: '$(error) Bud', spoken: l10n.t('Bud: the language server does not run'), colour: 'error' };
  }
  if (condition.is === 'starting') return { text: '$(loading~spin) Bud', spoken: l10n.t('Bud: the language server is starting') };
  if (!budget) return { text: 'Bud', spoken: 'Bud' };
  const total = budget.total === null ? '' : amount(budget);
  const marks = [];
  if (budget.errors > 0) marks.push(`$(error) ${budget.errors}`);
  if (budget.warnings > 0) marks.push(`$(warning) ${budget.warnings}`);
  if (marks.length === 0) marks.push('$(check)');
  const spoken = [...counts(budget), total && l10n.t('Total expenditure: {0}', total)].filter(Boolean).join(l10n.t(', '));
  const text = [...marks, total ? `Σ ${total}` : 'Bud'].join('  ');
  return budget.errors > 0 ? { text, spoken, colour: 'error' } : { text, spoken };
}

function amount({ total, measure }: Overview): string {
  return `${total ?? ''} ${measure}`;
}

function counts({ errors, warnings, notes }: Overview): string[] {
  const counted = [
    errors > 0 && (errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors)),
    warnings > 0 && (warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warnings)),
    notes > 0 && (notes === 1 ? l10n.t('1 note') : l10n.t('{0} notes', notes)),
  ].filter((count) => count !== false);
  return errors > 0 ? counted : [l10n.t('no errors'), ...counted];
}

/** Text that means nothing to Markdown. */
function plain(text: string): string {
  return new MarkdownString().appendText(text).value;
}
