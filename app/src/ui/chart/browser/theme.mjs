// The identity's colours for ECharts, which understands neither variables nor OKLCH.

/** As many as there are `--chart-n` in `style/chart.css`. */
const COLOURS = 10;

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** The colours as they are where `probe` stands: light, dark, or on paper. */
export function readColours(probe) {
  const colour = (name) => {
    probe.style.color = `var(--${name})`;
    return rgb(getComputedStyle(probe).color);
  };
  return {
    series: Array.from({ length: COLOURS }, (_, index) => colour(`chart-${index + 1}`)),
    decal: colour('chart-decal'),
    ink: colour('ink'),
    muted: colour('muted'),
    line: colour('line'),
    raised: colour('raised'),
    font: getComputedStyle(probe).fontFamily,
  };
}

/** Any colour of CSS as red, green, blue and opacity: by painting one pixel. */
function rgb(colour) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return a === 255 ? `rgb(${r},${g},${b})` : `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`;
}

/** What ECharts takes for a theme. */
export function themeOf(colours) {
  const axis = {
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    axisLabel: { color: colours.muted, fontSize: 12 },
    nameTextStyle: { color: colours.muted, fontSize: 12, align: 'left' },
    splitLine: { lineStyle: { color: colours.line } },
  };
  return {
    color: colours.series,
    textStyle: { fontFamily: colours.font, color: colours.ink },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    line: { symbolSize: 8, lineStyle: { width: 2 } },
    pie: { itemStyle: { borderColor: colours.raised, borderWidth: 2 } },
  };
}

/** Patterns over the colours, in the order of the series; the legend draws the same (`legend.mjs`). */
export function patterns(colours) {
  const color = colours.decal;
  return [
    { symbol: 'none' },
    { color, dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: Math.PI / 4 },
    { color, symbol: 'circle', symbolSize: 0.6, dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [6, 0] },
    { color, dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -Math.PI / 4 },
    { color, dashArrayX: [1, 0], dashArrayY: [2, 6] },
    { color, dashArrayX: [2, 6], dashArrayY: [1, 0] },
  ];
}
