// The page of the roll-up: draws what it is sent. All text is set as text, never as markup.
const host = acquireVsCodeApi();
const main = document.querySelector('main');
let shown = { budgets: [], by: ['unit', 'kind'], words: undefined };
let budget = 0;

function element(name, properties = {}, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function choice(label, options, chosen, change) {
  const made = options.map(({ value, text }) => element('option', { value, textContent: text, selected: value === chosen }));
  const select = element('select', { onchange: () => change(select.value) }, made);
  return element('label', {}, [element('span', { textContent: label }), select]);
}

function choices({ dimensions }) {
  const { by, words } = shown;
  const options = dimensions.map((it) => ({ value: it.by, text: it.caption }));
  const ask = (down, across) => host.postMessage({ by: [down, across] });
  // A table of units by units says nothing: the two change places.
  const down = (value) => ask(value, value === by[1] ? by[0] : by[1]);
  const across = (value) => ask(value === by[0] ? by[1] : by[0], value);
  const made = [choice(words.down, options, by[0], down), choice(words.across, options, by[1], across)];
  if (shown.budgets.length > 1) {
    const files = shown.budgets.map((it, index) => ({ value: String(index), text: it.file }));
    const change = (value) => {
      budget = Number(value);
      draw();
    };
    made.unshift(choice(words.budget, files, String(budget), change));
  }
  return element('nav', {}, made);
}

function row({ depth, cells: [name, ...figures], declaration }) {
  const open = () => host.postMessage({ open: declaration });
  const label = declaration ? element('button', { textContent: name, onclick: open }) : element('span', { textContent: name });
  const head = element('th', { scope: 'row' }, [label]);
  head.style.setProperty('--depth', String(depth));
  return element('tr', { className: `depth-${Math.min(depth, 3)}` }, [
    head,
    ...figures.map((figure) => element('td', { textContent: figure })),
  ]);
}

function draw() {
  const { budgets, words } = shown;
  budget = Math.min(budget, Math.max(0, budgets.length - 1));
  const it = budgets[budget];
  if (!it) return main.replaceChildren(element('p', { textContent: words?.none ?? '' }));
  const captions = it.header.map((caption) => element('th', { scope: 'col', textContent: caption }));
  const table = element('table', {}, [
    element('thead', {}, [element('tr', {}, captions)]),
    element('tbody', {}, it.rows.map(row)),
  ]);
  const parts = [choices(it), it.rows.length > 0 ? table : element('p', { textContent: words.empty })];
  if (it.note) parts.push(element('p', { className: 'note', textContent: it.note }));
  const focused = [...main.querySelectorAll('select')].indexOf(document.activeElement);
  main.replaceChildren(...parts);
  main.querySelectorAll('select')[focused]?.focus();
}

addEventListener('message', ({ data }) => {
  shown = data;
  draw();
});
host.postMessage({ ready: true });
