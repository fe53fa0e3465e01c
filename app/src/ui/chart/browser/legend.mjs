// The legend: one button per series, which hides and shows it. Shape or pattern beside the colour.

const NS = 'http://www.w3.org/2000/svg';
/** The marks of lines in the order of the series, as the server's option sets them. */
const MARKS = {
  circle: 'M8 3.5a4.5 4.5 0 1 0 .01 0z',
  rect: 'M4 4h8v8H4z',
  triangle: 'M8 3l5 9.5H3z',
  diamond: 'M8 2.5l5 5.5-5 5.5L3 8z',
};
const FORMS = Object.keys(MARKS);

/** Fills `list` with a button for each series of a chart with several; calls `toggle(name)`. */
export function fillLegend(list, option, table, colours, toggle, hidden, words) {
  const names = [...new Set(option.series.map((series) => series.name))];
  const lines = option.series[0]?.type === 'line';
  const items = names.length > 1 ? names.map((name, index) => entry(name, index)) : [];
  if (table.forecast) items.push(forecast());
  list.replaceChildren(...items);

  function entry(name, index) {
    const item = document.createElement('li');
    const button = item.appendChild(document.createElement('button'));
    button.type = 'button';
    button.setAttribute('aria-pressed', String(!hidden.has(name)));
    button.append(lines ? mark(FORMS[index % FORMS.length], colours.series[index % colours.series.length]) : patch(index), name);
    button.addEventListener('click', () => {
      toggle(name);
      button.setAttribute('aria-pressed', String(!hidden.has(name)));
    });
    return item;
  }

  function patch(index) {
    const square = document.createElement('i');
    square.className = `patch patch-${index % 6}`;
    square.style.backgroundColor = colours.series[index % colours.series.length];
    return square;
  }

  function forecast() {
    const item = document.createElement('li');
    item.className = 'forecast';
    item.append(Object.assign(document.createElement('i'), { className: 'dashes' }), words.forecast);
    return item;
  }
}

function mark(form, colour) {
  const svg = document.createElementNS(NS, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const line = svg.appendChild(document.createElementNS(NS, 'path'));
  line.setAttribute('d', 'M0 8h16');
  line.setAttribute('stroke', colour);
  line.setAttribute('stroke-width', '2');
  const shape = svg.appendChild(document.createElementNS(NS, 'path'));
  shape.setAttribute('d', MARKS[form]);
  shape.setAttribute('fill', colour);
  return svg;
}
