// What the server's option leaves to the browser: colours, patterns, words of axis and tooltip.
import { patterns } from './theme.mjs';

/** The option of the server with the look of this place and moment. */
export function dress(option, colours, table, { width, narrow, still, unit, words, hidden }) {
  const kind = option.series[0]?.type;
  // Slices and steps are told apart, not series.
  const round = kind === 'pie' || option.series[0]?.colorBy === 'data';
  const several = round || new Set(option.series.map((series) => series.name)).size > 1;
  return {
    ...option,
    animation: !still,
    animationDuration: 180,
    animationDurationUpdate: 180,
    grid: { left: 4, right: labelled(option) ? 52 : 12, top: named(option) ? 30 : 16, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { show: false, selected: Object.fromEntries([...hidden].map((name) => [name, false])) },
    aria: {
      enabled: true,
      // Read out are our own words: the cursor's and the table's.
      label: { enabled: false },
      decal: { show: several && kind !== 'line', decals: patterns(colours) },
    },
    tooltip: {
      trigger: kind === 'pie' ? 'item' : 'axis',
      confine: true,
      transitionDuration: still ? 0 : 0.12,
      axisPointer: { type: kind === 'line' ? 'line' : 'shadow', lineStyle: { color: colours.muted, type: 'solid' }, shadowStyle: { color: colours.muted, opacity: 0.12 } },
      backgroundColor: colours.raised,
      borderColor: colours.line,
      padding: 0,
      extraCssText: 'border-radius:6px;box-shadow:var(--shadow)',
      formatter: (hit) => tip(table, (Array.isArray(hit) ? hit[0] : hit)?.dataIndex, colours, words, round),
    },
    xAxis: option.xAxis && axis(option.xAxis, unit, narrow, width),
    yAxis: option.yAxis && axis(option.yAxis, unit, narrow, width),
    series: option.series.map((series) => dressSeries(series, table, colours, narrow)),
  };
}

/** Whether the values' axis says what its numbers are. */
function named(option) {
  return [option.xAxis, option.yAxis].flat().some((axis) => axis?.name);
}

/** Whether values stand at the ends of lying bars. */
function labelled(option) {
  return option.series.some((series) => series.label?.position === 'right');
}

function axis(given, unit, narrow, width) {
  const one = Array.isArray(given) ? given[0] : given;
  const lying = one.inverse === true;
  const label = one.type === 'value'
    ? { formatter: (value) => tick(value, unit), hideOverlap: true }
    : { hideOverlap: true, overflow: 'truncate', ...(lying && { width: Math.round(width * 0.36) }) };
  return { ...one, axisLabel: { ...one.axisLabel, ...label }, ...(one.type === 'value' && { splitNumber: narrow ? 3 : 4 }) };
}

/** A value at the axis: grouped like everywhere here. */
function tick(value, unit) {
  const text = String(value).replace(/\B(?=(\d{3})+(?!\d))/g, value < 10000 && value > -10000 ? '' : '\u202f');
  return unit === 'share' ? `${text}\u202f%` : text;
}

function dressSeries(series, table, colours, narrow) {
  const label = { color: colours.ink, fontSize: 12, ...series.label };
  if (series.type === 'pie') {
    label.overflow = 'none';
    label.formatter = (point) => table.rows[point.dataIndex]?.share ?? '';
    return { ...series, label, labelLine: { length: 6, length2: 6 }, minShowLabelAngle: 16 };
  }
  if (series.label?.show) {
    label.show = !(narrow && series.label.position === 'top' && series.data.length > 7);
    // A bar that is not there carries no value.
    label.formatter = (point) => (point.value ? table.rows[point.dataIndex]?.values[Number.parseInt(series.id, 10)]?.text ?? '' : '');
  }
  return { ...series, label, cursor: 'pointer' };
}

/** The tooltip: the row of the table. Made of elements, so that no name becomes markup. */
function tip(table, index, colours, words, round) {
  const row = table.rows[index];
  const box = document.createElement('div');
  if (!row) return box;
  box.className = 'tip';
  const head = box.appendChild(document.createElement('b'));
  head.textContent = row.label;
  row.values.forEach((value, series) => {
    const line = box.appendChild(document.createElement('div'));
    const mark = line.appendChild(document.createElement('i'));
    mark.style.background = colours.series[(round ? index : series) % colours.series.length];
    line.appendChild(document.createElement('span')).textContent = value.label;
    line.appendChild(document.createElement('strong')).textContent = row.share ? `${value.text} · ${row.share}` : value.text;
  });
  if (row.values.some((value) => value.link) || row.link) {
    box.appendChild(document.createElement('small')).textContent = words.open;
  }
  return box;
}
