import assert from 'node:assert/strict';

export const title = 'a server that is not there is missed in plain words';

export default async function ({ step, example, open }) {
  const window = await open(example(), { machine: { 'bud.server.path': '/nowhere/bud-lsp' } });
  const { editor } = window;
  await step('a message says what is wrong and what to do', async () => {
    await window.openFile('budget.bud');
    const message = await window.notification('There is no language server at /nowhere/bud-lsp.');
    assert.match(await message.innerText(), /Correct the setting bud\.server\.path, or clear it\./);
    for (const name of ['Open Settings', 'Show Log', 'Try Again']) await message.getByRole('button', { name }).waitFor();
  });
  await step('the text is coloured all the same', async () => {
    assert.notEqual(await editor.colour('include'), await editor.colour('year'));
  });
  await step('the status bar says so, too', async () => {
    await window.statusSays('bud.status', 'Bud: the language server does not run');
  });
  await step('with the setting cleared the server runs', async () => {
    window.server.changeMachine({});
    await window.status('bud.status', /^\s*Σ 42583\.08/);
  });
}
