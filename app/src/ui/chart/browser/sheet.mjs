// The style of a chart's inside; tokens come through from the page.
export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { position: relative; display: flex; flex-direction: column; }
.probe { display: none; }
.picture { flex: 1; min-width: 0; min-height: 0; overflow: hidden; }
.legend { display: flex; flex-wrap: wrap; gap: 0 var(--s2); margin: 0 0 var(--s1); padding: 0; list-style: none; min-height: 2.25rem; font-size: var(--text-xs); }
.legend:empty { display: none; }
button { display: inline-flex; align-items: center; gap: var(--s2); min-height: 2.25rem; padding: 0 var(--s2); border: 0; border-radius: var(--radius); background: none; color: var(--ink); font: inherit; cursor: pointer; }
button:hover { background: var(--sunken); }
button[aria-pressed="false"] { color: var(--muted); text-decoration: line-through; }
button[aria-pressed="false"] > :first-child { opacity: 0.35; }
button:focus-visible { outline: 3px solid var(--sky); outline-offset: -2px; }
.forecast { display: inline-flex; align-items: center; gap: var(--s2); padding: 0 var(--s2); color: var(--muted); }
.dashes { width: 18px; border-top: 2px dashed currentcolor; }
.legend svg { flex: none; width: 16px; height: 16px; }
.patch { flex: none; width: 14px; height: 14px; border-radius: 3px; }
.patch-1 { background-image: repeating-linear-gradient(45deg, var(--chart-decal) 0 2px, transparent 2px 5px); }
.patch-2 { background-image: radial-gradient(var(--chart-decal) 1.5px, transparent 2px); background-size: 5px 5px; }
.patch-3 { background-image: repeating-linear-gradient(-45deg, var(--chart-decal) 0 2px, transparent 2px 5px); }
.patch-4 { background-image: repeating-linear-gradient(0deg, var(--chart-decal) 0 2px, transparent 2px 5px); }
.patch-5 { background-image: repeating-linear-gradient(90deg, var(--chart-decal) 0 2px, transparent 2px 5px); }
.cursor { position: absolute; inset: 0; border-radius: var(--radius); pointer-events: none; }
.cursor:focus-visible { outline: 3px solid var(--sky); outline-offset: 2px; }
.voice { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
.tip { display: grid; gap: 2px; max-width: 17rem; padding: var(--s2) var(--s3); color: var(--ink); font-size: var(--text-xs); line-height: 1.4; white-space: normal; overflow-wrap: anywhere; }
.tip b { font-weight: 600; }
.tip div { display: flex; align-items: baseline; gap: var(--s2); }
.tip i { flex: none; width: 9px; height: 9px; border-radius: 2px; }
.tip span { color: var(--muted); }
.tip strong { margin-left: auto; padding-left: var(--s3); font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
.tip small { margin-top: 2px; color: var(--muted); }
@media print {
  .cursor { display: none; }
  .patch, .legend { print-color-adjust: exact; }
}
`);
