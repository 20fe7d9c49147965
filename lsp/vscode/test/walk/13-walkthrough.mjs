export const title = 'the walkthrough opens, and leads to a first budget';

export default async function ({ step, folder, open }) {
  const window = await open(folder({ 'budget.bud': 'unit 中心\n' }), { width: 1600, height: 900 });
  const { page, editor } = window;
  const part = page.locator('.gettingStartedContainer');
  await step('the command opens its page', async () => {
    await window.command('Bud: Open Walkthrough');
    await part.getByText('Get Started with Bud').first().waitFor();
    await part.getByText('One line is one fact').first().waitFor();
  });
  await step('its second step has a picture of its own', async () => {
    await part.getByText('See what does not add up').first().click();
    await part.getByText('Every total is proved from its lines').first().waitFor();
    await window.webview('body').getByText('two digits of 30080.00 have changed places').first().waitFor();
  });
  await step('New Budget makes a budget that is right', async () => {
    await part.getByText('Write lines').first().click();
    await part.getByRole('button', { name: 'New Budget' }).first().click();
    await editor.hasFocus();
    await window.status('editor.mode', 'Bud');
    await window.status('bud.status', /^\s*Σ/);
  });
}
