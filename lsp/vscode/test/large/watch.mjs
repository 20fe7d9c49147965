// Watches a page of VS Code from inside: how long a key takes until it is painted, and which frames are late.

/** Runs in the page. What it notes is in `window.watch`. */
function watcher() {
  const watch = { keys: [], gaps: [], long: [] };
  let pressed;
  let last;
  addEventListener('keydown', (event) => {
    // The time of the event is when the browser had it, before any script could hold it up.
    pressed = event.timeStamp;
  }, true);
  // Lines are drawn inside a frame; the first task after that comes when it has been painted.
  const painted = new MessageChannel();
  painted.port1.onmessage = ({ data }) => watch.keys.push(performance.now() - data);
  new MutationObserver((changes) => {
    const inText = ({ target }) => (target.nodeType === Node.TEXT_NODE ? target.parentElement : target)?.closest?.('.view-lines');
    if (pressed === undefined || !changes.some(inText)) return;
    painted.port2.postMessage(pressed);
    pressed = undefined;
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  const frame = (now) => {
    if (last !== undefined) watch.gaps.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => watch.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ['longtask'] });
  window.watch = watch;
}

/** Starts watching. */
export const startWatching = (page) => page.evaluate(watcher);

/** Watches while something is done. */
export async function during(page, act) {
  await page.evaluate(() => Object.assign(window.watch, { keys: [], gaps: [], long: [] }));
  await act();
  // What was done last is painted a few frames later.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  return page.evaluate(() => window.watch);
}
