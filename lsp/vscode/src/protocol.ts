// The requests of Bud's own that the language server answers, beside those of the protocol.
import { RequestType, type Location, type TextDocumentIdentifier } from 'vscode-languageclient/node';

/** A budget at a glance. */
export interface Overview {
  /** The main file. */
  main: string;
  name: string | null;
  year: number | null;
  errors: number;
  warnings: number;
  notes: number;
  /** What it spends in all, as reports print it; null if it spends nothing. */
  total: string | null;
  /** What one of the total counts: 元, 万元. */
  measure: string;
}

/** The roll-up of a budget. */
export interface RollUp {
  main: string;
  name: string | null;
  header: string[];
  rows: { depth: number; cells: string[]; declaration: Location | null }[];
  note: string | null;
  dimensions: { by: string; caption: string }[];
}

/** The budgets of a file at a glance, the one that answers first. */
export const overview = new RequestType<{ textDocument: TextDocumentIdentifier }, Overview[] | null, void>('bud/overview');

/** Their roll-ups: `by` names what goes down and what goes across. */
export const rollUp = new RequestType<{ textDocument: TextDocumentIdentifier; by: string[] }, RollUp[] | null, void>(
  'bud/rollUp',
);
