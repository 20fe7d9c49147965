// A small budget to start from, in the editor's language, not yet saved anywhere.
import { Uri, env, window, workspace, type ExtensionContext } from 'vscode';

export async function newBudget(context: ExtensionContext): Promise<void> {
  const language = env.language.startsWith('zh') ? 'zh' : 'en';
  const file = Uri.joinPath(context.extensionUri, 'templates', `budget.${language}.bud`);
  const content = new TextDecoder().decode(await workspace.fs.readFile(file));
  await window.showTextDocument(await workspace.openTextDocument({ language: 'bud', content }));
}
