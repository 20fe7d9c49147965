// Search through the text and the tables.

/** So many places are listed. */
const LISTED = 60;

class Search {
  constructor(published) {
    this.rows = new Map(published.map(({ table, rows }) => [table, rows]));
    this.input = document.getElementById('search');
    this.said = document.getElementById('hits');
    this.list = document.getElementById('found');
    this.hits = [];
    this.at = -1;
    this.wait = undefined;
    this.input.addEventListener('input', () => {
      clearTimeout(this.wait);
      this.wait = setTimeout(() => this.find(), 120);
    });
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.form.addEventListener('submit', (event) => event.preventDefault());
  }

  key(event) {
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      clearTimeout(this.wait);
      if (fold(this.input.value) !== this.query) this.find();
      else this.go(this.at + (event.shiftKey ? -1 : 1));
    } else if (event.key === 'Escape') {
      this.input.value = '';
      this.find();
    }
  }

  /** Everything that can be found, in the order of the page. */
  places() {
    const places = document.querySelectorAll('main h2, main h3, .text p, .text li, .text h4, .text h5, .text h6, .text > .scroll tbody tr, .published table, .published > .note');
    // Most rows of a long table are not in the page.
    this.all ??= [...places].flatMap((place) => this.rows.get(place) ?? place);
    return this.all;
  }

  find() {
    this.query = fold(this.input.value);
    const says = (place) => (place.published ? place.published.folded(place) : (place.folded ??= fold(place.textContent)));
    this.hits = this.query === '' ? [] : this.places().filter((place) => says(place).includes(this.query));
    this.at = -1;
    this.marked?.classList.remove('here');
    this.tell();
    this.highlight();
    if (this.hits.length > 0) this.go(0);
  }

  tell() {
    this.list.replaceChildren(...this.hits.slice(0, LISTED).map((place, at) => this.entry(place, at)));
    this.list.hidden = this.hits.length === 0;
    if (this.query === '') this.said.textContent = '';
    else if (this.hits.length === 0) this.said.textContent = said('none', {});
  }

  entry(place, at) {
    const item = document.createElement('li');
    const button = element('button', { type: 'button' });
    const text = place.cells ? [...place.cells].map((cell) => cell.textContent).filter(Boolean).join('　') : place.textContent;
    button.append(text.length > 60 ? `${text.slice(0, 60)}…` : text);
    const title = place.published?.table.closest('section').querySelector('h3').textContent;
    if (title) button.append(element('small', {}, title));
    button.addEventListener('click', () => this.go(at));
    item.append(button);
    return item;
  }

  go(to) {
    if (this.hits.length === 0) return;
    this.at = (to + this.hits.length) % this.hits.length;
    const place = this.hits[this.at];
    place.published?.reveal(place, this.input.value);
    this.marked?.classList.remove('here');
    this.marked = place;
    place.classList.add('here');
    place.scrollIntoView({ block: 'center', inline: 'nearest' });
    this.said.textContent = said('hits', { at: this.at + 1, all: this.hits.length });
    this.list.querySelector('[aria-current]')?.removeAttribute('aria-current');
    this.list.children[this.at]?.firstChild.setAttribute('aria-current', 'true');
  }

  /** Marks what was found, without touching the page. */
  highlight() {
    if (!('highlights' in CSS)) return;
    const ranges = this.hits.slice(0, 2000).flatMap((place) => rangesIn(place, this.query));
    if (ranges.length > 0) CSS.highlights.set('found', new Highlight(...ranges));
    else CSS.highlights.delete('found');
  }
}

/** Where a folded text stands in an element: folding changes lengths, so each folded letter knows its own. */
function rangesIn(place, query) {
  const ranges = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let folded = '';
    const origins = [];
    for (let at = 0; at < node.data.length; at++) {
      const letter = fold(node.data[at]);
      folded += letter;
      for (let i = 0; i < letter.length; i++) origins.push(at);
    }
    for (let at = folded.indexOf(query); at >= 0; at = folded.indexOf(query, at + query.length)) {
      const range = new Range();
      range.setStart(node, origins[at]);
      range.setEnd(node, origins[at + query.length - 1] + 1);
      ranges.push(range);
    }
  }
  return ranges;
}
