// Waiting for what is to come, however slow the machine is. Nothing here or in the walk waits for a time to pass.

/** How long anything may take before it counts as never. A machine under load takes ten times what it takes alone. */
export const PATIENCE = Number(process.env.BUD_PATIENCE ?? 120) * 1000;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/**
 * Asks `look` until its answer is one that `fits` (any that is true, unless said otherwise), and gives that answer.
 * If it never is, the error says what was waited for and what was there instead.
 */
export async function until(what, look, fits = Boolean, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await look();
    if (fits(answer)) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}; there is ${JSON.stringify(answer)}`);
    await pause(50);
  }
}
