// Charts that can be looked into, and the beginning of it all.

/** One of several things is shown at a time, chosen by buttons: pressed says which. */
function choose(buttons, attribute, chosen) {
  for (const button of buttons) {
    const shown = button.dataset[attribute] === chosen;
    button.setAttribute('aria-pressed', String(shown));
    document.getElementById(button.dataset[attribute]).hidden = !shown;
  }
}

function startTreemaps() {
  const tabs = [...document.querySelectorAll('.tabs button')];
  for (const tab of tabs) tab.addEventListener('click', () => choose(tabs, 'view', tab.dataset.view));
  if (tabs.length > 0) choose(tabs, 'view', tabs[0].dataset.view);
  for (const levels of document.querySelectorAll('.levels')) {
    const buttons = [...levels.querySelectorAll('button')];
    const open = (level) => choose(buttons, 'level', level);
    for (const button of buttons) button.addEventListener('click', () => open(button.dataset.level));
    levels.parentElement.addEventListener('click', (event) => {
      const opens = event.target.closest('[data-opens]')?.dataset.opens;
      if (opens) open(opens);
    });
  }
}

/** What a pointer over a part of a picture is told: at once, and larger than a browser would. */
function startTips() {
  const tip = document.getElementById('tip');
  for (const title of document.querySelectorAll('svg title')) {
    title.parentElement.dataset.told = title.textContent;
    title.remove();
  }
  const follow = (event) => {
    const told = event.target.closest?.('[data-told]')?.dataset.told;
    tip.hidden = told === undefined;
    if (told === undefined) return;
    tip.textContent = told;
    const { width, height } = tip.getBoundingClientRect();
    const below = event.clientY + 18 + height < innerHeight;
    tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - width - 4))}px`;
    tip.style.top = `${below ? event.clientY + 18 : event.clientY - height - 12}px`;
  };
  addEventListener('pointermove', follow, { passive: true });
  addEventListener('pointerdown', follow, { passive: true });
  addEventListener('scroll', () => (tip.hidden = true), { passive: true });
}

document.documentElement.classList.add('js');
addEventListener('DOMContentLoaded', () => {
  if (matchMedia('(max-width: 64rem)').matches) document.querySelector('.contents').open = false;
  const published = [...document.querySelectorAll('.published')].map((section) => new Published(section));
  new Search(published);
  startTreemaps();
  startTips();
});
