// The chart's table is what the picture knows besides its shape: the words of every value, as the
// server wrote them, and the lists behind them.

/** @typedef {{ label: string, text: string, link: HTMLAnchorElement | null }} Value */
/** @typedef {{ label: string, link: HTMLAnchorElement | null, share: string, values: Value[] }} Row */

/** Reads the table of the figure around an element.
 * @returns {{ series: string[], rows: Row[], forecast: boolean }} */
export function readTable(element) {
  const table = element.closest('.chart')?.querySelector('table');
  if (!table) return { series: [], rows: [], forecast: false };
  const series = [...table.querySelectorAll('thead th[data-series]')].map((head) => words(head));
  const rows = [...table.querySelectorAll('tbody tr')].map((row) => {
    const head = row.querySelector('th');
    const values = [...row.querySelectorAll('td[data-value]')].map((cell, index) => ({
      label: series[index] ?? '',
      text: words(cell),
      link: cell.querySelector('a'),
    }));
    return { label: words(head), link: head?.querySelector('a') ?? null, share: words(row.querySelector('td[data-share]')), values };
  });
  return { series, rows, forecast: table.querySelector('[data-forecast]') !== null };
}

/** The list behind a value, or behind its whole category. */
export function linkOf(table, row, series) {
  const found = table.rows[row];
  return found?.values[series]?.link ?? found?.link ?? null;
}

function words(element) {
  return element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}
