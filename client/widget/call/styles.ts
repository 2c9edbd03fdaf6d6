/** On top of the widget's own, whose colours it takes. */
export function callStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
.call { flex: none; max-height: 70%; overflow-y: auto; display: flex; flex-direction: column; gap: 10px; padding: 14px 18px; background: var(--ground);
  border-block-end: 1px solid var(--line); outline: 0; }
.call:focus-visible { box-shadow: inset 0 0 0 2px var(--ink); }
.call p { margin: 0; }
.call .line { display: flex; gap: 12px; align-items: baseline; }
.call .says { flex: 1; min-width: 0; font-weight: 600; overflow-wrap: anywhere; }
.call .time { font-variant-numeric: tabular-nums; color: var(--soft); }
.call .read { font-size: 14px; color: var(--soft); white-space: pre-wrap; overflow-wrap: anywhere; }
.call .actions { display: flex; flex-wrap: wrap; gap: 8px; }
.call .actions button { display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-height: 44px; padding: 0 14px; border-radius: 12px; cursor: pointer; }
.call .actions .plain { border: 1px solid var(--edge); background: var(--surface); }
.call .actions [aria-pressed="true"] { border-color: var(--ink); color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); }
.call .hang-up { border: 0; background: #b42318; color: #fff; font-weight: 600; }
.call .number p { overflow-wrap: anywhere; }
.call .number label { display: block; margin-block: 8px 5px; font-size: 14px; font-weight: 600; }
.call .number .entry { display: flex; gap: 8px; }
.call .number input { flex: 1; height: 44px; min-width: 0; padding: 0 12px; border: 1px solid var(--edge); border-radius: 10px; background: var(--field); font-size: 16px; font-weight: 400; }
.call .number input[aria-invalid] { border-color: var(--bad); }
.call .number .error:not(:empty) { margin-block-start: 5px; font-size: 13px; color: var(--bad); }
.call .number [aria-disabled="true"] { opacity: .6; }
.call .pad { display: grid; grid-template-columns: repeat(3, minmax(44px, 72px)); justify-content: center; gap: 6px; }
.call .pressed { grid-column: 1 / -1; min-height: 1.45em; text-align: center; font-variant-numeric: tabular-nums; letter-spacing: .2em; direction: ltr; }
.call .pad button { height: 44px; border: 1px solid var(--edge); border-radius: 12px; background: var(--surface); cursor: pointer; font-size: 17px; }
.call .pad { direction: ltr; }
.call .pad button:disabled { opacity: .45; cursor: default; }
@media (forced-colors: active) { .call button { border: 1px solid; } }
`);
  return sheet;
}
