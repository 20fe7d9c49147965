'use strict';
// What a reader does with a table: sort, filter, see more of, copy. The page is whole without it.

/** So many rows of a long table are shown at first, and so many more at a time. */
const STEP = 300;
const collator = new Intl.Collator('zh-CN', { numeric: true });

/** What needs no folding but for its letters: most of what a table says. */
const FLAT = /^[!-+\-./0-9:-~\n\u4e00-\u9fff]*$/;

/** A text as it is compared: without differences of width, case, blanks and separators of thousands. */
function fold(text) {
  if (FLAT.test(text)) return text.toLowerCase();
  return text.normalize('NFKC').toLowerCase().replace(/(\d),(?=\d{3})/g, '$1').replace(/[^\S\n]+/g, '');
}

/** A sentence of the page with its figures in it. */
const said = (key, figures) => document.getElementById('search').dataset[key].replace(/\{(\w+)\}/g, (_, name) => figures[name]);

function element(name, attributes, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** How deep the name of a row is indented. */
const depth = (row) => Number(/\bi(\d)\b/.exec(row.querySelector('th')?.className ?? '')?.[1] ?? 0);

class Published {
  constructor(section) {
    this.table = section.querySelector('table');
    // Whatever is not shown is not in the page, so that a hundred thousand rows cost a browser nothing.
    const [first, ...rest] = this.table.tBodies;
    this.body = first;
    for (const more of rest) more.remove();
    this.rows = [first, ...rest].flatMap((part) => [...(part?.rows ?? [])]);
    this.order = this.rows;
    this.query = '';
    this.most = STEP;
    this.count = section.querySelector('.count');
    this.filter = section.querySelector('.filter');
    this.more = undefined;
    this.filter?.addEventListener('input', () => this.narrow(this.filter.value));
    section.querySelector('.copy')?.addEventListener('click', (event) => this.copy(event.currentTarget));
    for (const head of this.table.tHead.querySelectorAll('[data-column]')) this.sortable(head);
    for (const row of this.rows) row.published = this;
    if (this.rows.length > STEP) this.show();
  }

  /** What a row says, folded, once. */
  folded(row) {
    if (row.folded === undefined) {
      let text = '';
      for (let cell = row.firstChild; cell; cell = cell.nextSibling) text += `${cell.textContent}\n`;
      row.folded = fold(text);
    }
    return row.folded;
  }

  narrow(text) {
    this.query = fold(text);
    this.most = STEP;
    this.show();
  }

  /** The rows that the filter leaves, and those above them that say where they belong. */
  wanted() {
    if (this.query === '') return { rows: this.order, matches: this.order.length, around: new Set() };
    const found = new Set(this.order.filter((row) => this.folded(row).includes(this.query)));
    const around = new Set();
    if (this.order === this.rows) {
      const above = [];
      for (const row of this.rows) {
        const level = depth(row);
        above.length = level;
        if (found.has(row)) for (const upper of above) if (upper && !found.has(upper)) around.add(upper);
        above[level] = row;
      }
    }
    return { rows: this.order.filter((row) => found.has(row) || around.has(row)), matches: found.size, around };
  }

  show() {
    const { rows, matches, around } = this.wanted();
    const shown = rows.slice(0, this.most);
    const pieces = document.createDocumentFragment();
    for (const row of shown) {
      row.classList.toggle('around', around.has(row));
      pieces.append(row);
    }
    this.body.replaceChildren(pieces);
    const whole = this.query === '' && shown.length === rows.length;
    const visible = shown.length - shown.filter((row) => around.has(row)).length;
    this.count.textContent = whole ? '' : said('shown', { shown: visible, found: matches, all: this.rows.length });
    this.offer(shown.length < rows.length);
  }

  offer(more) {
    if (more && !this.more) {
      this.more = element('button', { type: 'button', class: 'more' }, said('more', {}));
      this.more.addEventListener('click', () => {
        this.most *= 2;
        this.show();
      });
      this.table.parentElement.after(this.more);
    }
    if (this.more) this.more.hidden = !more;
  }

  /** Brings a row that `text` is found in into sight: what is far down is looked at among its like. */
  reveal(row, text) {
    if (row.isConnected) return;
    this.filter.value = text;
    this.narrow(text);
    this.most = Math.max(this.most, this.wanted().rows.indexOf(row) + 1);
    this.show();
  }

  /** Paper repeats captions, but no buttons: these come on top. */
  sortable(head) {
    const button = element('button', { type: 'button', 'aria-label': said('sort', { column: head.textContent }) });
    button.addEventListener('click', () => this.sort(head));
    head.append(button);
  }

  /** Sorts by a column: upward, downward, and then as it was. */
  sort(head) {
    const now = head.getAttribute('aria-sort');
    const next = { ascending: 'descending', descending: undefined }[now ?? ''] ?? (now ? undefined : 'ascending');
    for (const other of this.table.tHead.querySelectorAll('[aria-sort]')) other.removeAttribute('aria-sort');
    if (next) head.setAttribute('aria-sort', next);
    this.table.classList.toggle('sorted', next !== undefined);
    this.order = next ? this.sorted(Number(head.dataset.column), head.classList.contains('n'), next === 'descending') : this.rows;
    this.show();
  }

  sorted(column, figures, down) {
    const totals = this.rows.filter((row) => row.classList.contains('total'));
    const rest = this.rows.filter((row) => !row.classList.contains('total'));
    const keyed = rest.map((row) => {
      const text = row.cells[column].textContent;
      return { row, blank: text === '', key: figures ? Number(text) : text };
    });
    const compare = figures ? (a, b) => a - b : collator.compare;
    keyed.sort((a, b) => {
      // What is blank is last, whichever way.
      if (a.blank || b.blank) return a.blank - b.blank;
      return down ? compare(b.key, a.key) : compare(a.key, b.key);
    });
    return [...totals, ...keyed.map(({ row }) => row)];
  }

  /** The table as a spreadsheet takes it from the clipboard: captions, and the rows that the filter leaves. */
  async copy(button) {
    const captions = [...this.table.tHead.rows].map((row) => [...row.cells].flatMap((cell) => [cell.textContent, ...Array(cell.colSpan - 1).fill('')]));
    const cells = this.wanted().rows.map((row) => [...row.cells].map((cell) => cell.textContent));
    // A name that begins like a formula is none.
    const plain = (text) => (/^[=+@\t\r-]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text).replace(/[\t\n\r]/g, ' ');
    const first = captions.length > 1 ? this.captions() : captions[0];
    const text = [first, ...cells].map((row) => row.map(plain).join('\t')).join('\n');
    await toClipboard(text);
    const before = button.textContent;
    button.textContent = said('copied', {});
    setTimeout(() => (button.textContent = before), 2000);
  }

  /** One caption a column, from above to below. */
  captions() {
    const grid = [...this.table.tHead.rows].map(() => []);
    [...this.table.tHead.rows].forEach((row, at) => {
      for (const cell of row.cells) {
        const start = grid[at].findIndex((it) => it === undefined);
        const column = start < 0 ? grid[at].length : start;
        for (let down = 0; down < cell.rowSpan; down++) for (let right = 0; right < cell.colSpan; right++) grid[at + down][column + right] = down === 0 ? cell.textContent : '';
        for (const line of grid) for (let i = 0; i < line.length; i++) line[i] ??= undefined;
      }
    });
    return grid[0].map((_, column) => grid.map((line) => line[column]).filter(Boolean).join('/'));
  }
}

/** Also where a page from a disk may not write to the clipboard by itself. */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element('textarea', { readonly: '' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}
