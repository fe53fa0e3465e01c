// The keyboard's way through a chart: one stop for Tab, arrows from value to value, Enter opens the
// list behind it. What is pointed at is said, shown in the tooltip and lit in the picture.
import { linkOf } from './table.mjs';

/** Gives a chart its cursor. `state()` returns `{ chart, table, option }` of the moment. */
export function addCursor(root, state, words) {
  const stop = document.createElement('a');
  stop.className = 'cursor';
  stop.tabIndex = 0;
  const voice = document.createElement('p');
  voice.className = 'voice';
  voice.setAttribute('aria-live', 'polite');
  root.append(stop, voice);
  let row = 0;
  let series = 0;

  stop.addEventListener('focus', () => point());
  stop.addEventListener('blur', () => hide());
  stop.addEventListener('keydown', (event) => {
    const { table } = state();
    const last = table.rows.length - 1;
    const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1], Home: [-last, 0], End: [last, 0] };
    const step = steps[event.key];
    if (step && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const single = table.series.length < 2;
      // With one series all four arrows go along it.
      row = clamp(row + step[0] + (single ? step[1] : 0), last);
      series = single ? 0 : clamp(series + step[1], table.series.length - 1);
      point();
      voice.textContent = stop.getAttribute('aria-label');
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      linkOf(table, row, series)?.click();
    } else if (event.key === 'Escape') {
      hide();
    }
  });

  /** The words of the value under the cursor; also before anybody came here. */
  function name() {
    const { table } = state();
    row = clamp(row, table.rows.length - 1);
    series = clamp(series, table.series.length - 1);
    const at = table.rows[row];
    const value = at?.values[series];
    const text = at ? [at.label, value && `${value.label}: ${value.text}`, at.share].filter(Boolean).join(', ') : '';
    const link = linkOf(table, row, series);
    stop.setAttribute('role', link ? 'link' : 'img');
    if (link) stop.setAttribute('href', link.getAttribute('href'));
    else stop.removeAttribute('href');
    stop.setAttribute('aria-label', text);
    stop.setAttribute('aria-description', words.keys);
  }

  function point() {
    name();
    const { chart, option } = state();
    chart.dispatchAction({ type: 'downplay' });
    const index = seriesIndex(option, series, row);
    chart.dispatchAction({ type: 'highlight', seriesIndex: index, dataIndex: row });
    chart.dispatchAction({ type: 'showTip', seriesIndex: index, dataIndex: row });
  }

  function hide() {
    const { chart } = state();
    chart.dispatchAction({ type: 'downplay' });
    chart.dispatchAction({ type: 'hideTip' });
  }

  return { name };
}

/** Which of ECharts' series draws a value: a forecast has one of its own. */
function seriesIndex(option, series, row) {
  const drawn = option.series
    .map((one, index) => ({ index, own: Number.parseInt(one.id, 10) === series, known: one.data[row] !== '-' }))
    .filter((one) => one.own);
  return (drawn.find((one) => one.known) ?? drawn[0])?.index ?? 0;
}

function clamp(value, last) {
  return Math.max(0, Math.min(value, last));
}
