// <bq-chart data-option='…'>: draws the option that the server made, beside the table that says the
// same (see `../mod.rs`). Lives in a shadow tree, so that the page's hydration never meets it.
import { addCursor } from './cursor.mjs';
import { init } from './echarts.mjs';
import { fillLegend } from './legend.mjs';
import { dress } from './look.mjs';
import { sheet } from './sheet.mjs';
import { linkOf, readTable } from './table.mjs';
import { readColours, themeOf } from './theme.mjs';

/** Below this width labels get less room. */
const NARROW = 480;
/** The width of a picture on paper (A4 with margins), and of one beside its table. */
const PAPER = 640;
const PAPER_ROUND = 300;

const motion = matchMedia('(prefers-reduced-motion: reduce)');
const dark = matchMedia('(prefers-color-scheme: dark)');
const print = matchMedia('print');

class ChartPicture extends HTMLElement {
  static observedAttributes = ['data-option'];

  #parts = null;
  #chart = null;
  #option = null;
  #table = { series: [], rows: [] };
  #hidden = new Set();
  #asked = 0;
  #width = 0;
  #end = null;

  connectedCallback() {
    this.#parts ??= this.#build();
    this.#end = new AbortController();
    const { signal } = this.#end;
    const again = () => this.#ask();
    for (const media of [motion, dark]) media.addEventListener('change', again, { signal });
    print.addEventListener('change', () => this.#paper(print.matches), { signal });
    addEventListener('beforeprint', () => this.#paper(true), { signal });
    addEventListener('afterprint', () => this.#paper(false), { signal });
    const theme = new MutationObserver(again);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme', 'lang'] });
    const size = new ResizeObserver(() => this.#resize());
    size.observe(this);
    signal.addEventListener('abort', () => {
      theme.disconnect();
      size.disconnect();
    });
    this.#ask();
  }

  disconnectedCallback() {
    this.#end?.abort();
    cancelAnimationFrame(this.#asked);
    this.#chart?.dispose();
    this.#chart = null;
  }

  attributeChangedCallback() {
    this.#hidden.clear();
    if (this.isConnected) this.#ask();
  }

  #build() {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const probe = element('span', 'probe');
    const legend = element('ul', 'legend');
    const picture = element('div', 'picture');
    picture.setAttribute('aria-hidden', 'true');
    legend.setAttribute('aria-label', this.dataset.legend ?? '');
    root.append(probe, legend, picture);
    const words = { open: this.dataset.open ?? '', keys: this.dataset.keys ?? '', forecast: this.dataset.forecast ?? '' };
    const cursor = addCursor(root, () => ({ chart: this.#chart, table: this.#table, option: this.#option }), words);
    return { probe, legend, picture, words, cursor };
  }

  /** Draws once the page has settled: table and option come one after the other. */
  #ask() {
    cancelAnimationFrame(this.#asked);
    this.#asked = requestAnimationFrame(() => this.#draw());
  }

  #draw(paper = false) {
    if (!this.isConnected || !this.#parts) return;
    const { probe, legend, picture, words, cursor } = this.#parts;
    this.#option = JSON.parse(this.dataset.option);
    this.#table = readTable(this);
    const colours = readColours(probe);
    const leaf = this.closest('.chart-round') ? PAPER_ROUND : PAPER;
    this.#width = paper ? leaf : this.clientWidth;
    const place = {
      width: this.#width,
      narrow: this.#width < NARROW,
      still: paper || motion.matches,
      unit: this.dataset.unit,
      words,
      hidden: this.#hidden,
    };
    this.#chart?.dispose();
    fillLegend(legend, this.#option, this.#table, colours, (name) => this.#toggle(name), this.#hidden, words);
    this.#chart = init(picture, themeOf(colours), { renderer: 'svg', ...(paper && { width: leaf }) });
    this.#chart.setOption(dress(this.#option, colours, this.#table, place));
    this.#listen();
    cursor.name();
    this.dataset.drawn = 'true';
  }

  /** A click on a segment opens its list; beside it, that of the category. */
  #listen() {
    const chart = this.#chart;
    chart.on('click', ({ dataIndex, seriesId }) => {
      linkOf(this.#table, dataIndex, Number.parseInt(seriesId, 10) || 0)?.click();
    });
    chart.getZr().on('click', ({ target, offsetX, offsetY }) => {
      if (target || !chart.containPixel('grid', [offsetX, offsetY])) return;
      const lying = this.#option.yAxis && first(this.#option.yAxis).type === 'category';
      const at = chart.convertFromPixel('grid', [offsetX, offsetY])[lying ? 1 : 0];
      linkOf(this.#table, at, 0)?.click();
    });
  }

  #toggle(name) {
    if (!this.#hidden.delete(name)) this.#hidden.add(name);
    this.#chart?.dispatchAction({ type: 'legendToggleSelect', name });
  }

  #resize() {
    const width = this.clientWidth;
    if (!this.#chart || !width || width === this.#width) return;
    // Labels are cut by width: only crossing the bound needs a new picture.
    if (width < NARROW !== this.#width < NARROW) this.#ask();
    else this.#chart.resize();
    this.#width = width;
  }

  /** On paper light, still, and as wide as the sheet. */
  #paper(on) {
    this.style.colorScheme = on ? 'light' : '';
    if (on) this.#draw(true);
    else this.#ask();
  }
}

function element(tag, name) {
  return Object.assign(document.createElement(tag), { className: name });
}

function first(one) {
  return Array.isArray(one) ? one[0] : one;
}

customElements.define('bq-chart', ChartPicture);
