import type { Accent } from "../colour.ts";

/** A constructed sheet: the host page's style-src does not reach it. */
export function styleSheet({ accent, onAccent, inkOnLight, inkOnDark }: Accent): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host { all: initial; --accent: ${accent}; --on-accent: ${onAccent}; --ink: ${inkOnLight};
  --surface: #fff; --ground: #f6f7f9; --bubble: #eef0f3; --text: #16181d; --soft: #5b6270; --line: #e3e6eb; --edge: #8b93a1; --field: #fff;
  --bad: #b3261e; --bad-ground: #fdeceb; --warn: #6f5300; --warn-ground: #fff5d6; --shade: 0 12px 48px rgb(15 20 30 / .18), 0 2px 8px rgb(15 20 30 / .08);
  color-scheme: light; }
@media (prefers-color-scheme: dark) { :host { --ink: ${inkOnDark};
  --surface: #16181d; --ground: #1c1f26; --bubble: #272b34; --text: #eceef2; --soft: #a2a9b6; --line: #2c313b; --edge: #6b7382; --field: #1c1f26;
  --bad: #ffb4ab; --bad-ground: #3b1f1d; --warn: #f2d479; --warn-ground: #33290f; --shade: 0 12px 48px rgb(0 0 0 / .5), 0 0 0 1px rgb(255 255 255 / .06);
  color-scheme: dark; } }
${layout}${conversation}${controls}${motion}`);
  return sheet;
}

const layout = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.root { font: 400 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--text);
  -webkit-text-size-adjust: 100%; text-align: start; }
.hush { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.launcher { position: fixed; inset-block-end: 20px; inset-inline-end: 20px; z-index: 2147483000; width: 56px; height: 56px; padding: 0; border: 0;
  border-radius: 50%; background: var(--accent); color: var(--on-accent); cursor: pointer; display: grid; place-items: center;
  box-shadow: 0 6px 20px rgb(15 20 30 / .22), 0 1px 4px rgb(15 20 30 / .14); transition: transform .14s ease, box-shadow .14s ease; }
.launcher > span:first-child, .plain > .icon { display: grid; }
.launcher:hover { transform: translateY(-2px); }
.launcher:active { transform: scale(.96); }
.badge { position: absolute; inset-block-start: -3px; inset-inline-end: -3px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px; background: #d92d20;
  color: #fff; font: 600 12px/18px system-ui, sans-serif; border: 2px solid #fff; font-variant-numeric: tabular-nums; text-align: center; }
.panel { position: fixed; inset-block-end: 92px; inset-inline-end: 20px; z-index: 2147483000; width: 392px; height: min(660px, calc(100dvh - 112px)); display: flex;
  flex-direction: column; overflow: hidden; background: var(--surface); border-radius: 18px; box-shadow: var(--shade); outline: 0; }
.head { display: flex; align-items: center; gap: 12px; padding: 14px 8px 14px 18px; background: var(--accent); color: var(--on-accent); flex: none; }
.head:dir(rtl) { padding: 14px 18px 14px 8px; }
.head .who { flex: 1; min-width: 0; }
.head h2 { margin: 0; font-size: 17px; line-height: 1.3; font-weight: 650; letter-spacing: -.01em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.head p { margin: 1px 0 0; font-size: 13px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.head button { color: inherit; }
.head button:hover { background: rgb(127 127 127 / .25); }
.notice { flex: none; padding: 8px 18px; font-size: 13px; background: var(--warn-ground); color: var(--warn); }
.wait { flex: none; padding: 8px 18px; font-size: 13px; color: var(--soft); background: var(--ground); border-block-end: 1px solid var(--line); font-variant-numeric: tabular-nums; }
.body { position: relative; flex: 1; min-height: 0; display: flex; flex-direction: column; }
@media (max-width: 479px) { .panel { inset: 0; width: auto; height: var(--height, 100dvh); border-radius: 0; }
  .panel .head { padding-block-start: max(14px, env(safe-area-inset-top)); }
  .launcher[aria-expanded="true"] { display: none; } }
`;

const conversation = `
.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; outline-offset: -3px; scrollbar-width: thin; }
.lines { min-height: 100%; padding: 18px 16px 12px; display: flex; flex-direction: column; }
.day { align-self: center; margin: 14px 0 10px; font-size: 12px; color: var(--soft); }
.row { display: flex; flex-direction: column; align-items: flex-start; max-width: 84%; margin-block-start: 3px; }
.row.first { margin-block-start: 12px; }
.row.mine { align-self: flex-end; align-items: flex-end; }
.row:not(.first) > .author { display: none; }
.author { font-size: 12px; font-weight: 600; color: var(--soft); margin: 0 4px 4px; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bubble { padding: 9px 13px; border-radius: 16px; background: var(--bubble); white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; max-width: 100%; }
.row.theirs:not(.last) .bubble { border-end-start-radius: 6px; }
.row.theirs:not(.first) .bubble { border-start-start-radius: 6px; }
.row.mine .bubble { background: var(--accent); color: var(--on-accent); }
.row.mine:not(.last) .bubble { border-end-end-radius: 6px; }
.row.mine:not(.first) .bubble { border-start-end-radius: 6px; }
.bubble a { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
.end { max-width: 100%; }
.foot { display: flex; align-items: center; gap: 4px; margin: 4px 4px 0; font-size: 12px; color: var(--soft); font-variant-numeric: tabular-nums; }
.foot .icon-ticks { color: var(--ink); }
.failed { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: 0 4px; font-size: 13px; color: var(--bad); margin-block-start: 2px; }
.failed button { color: inherit; font-weight: 600; }
.files { display: flex; flex-direction: column; gap: 4px; align-items: inherit; max-width: 100%; }
.bubble + .files { margin-block-start: 4px; }
.file { display: flex; align-items: center; gap: 10px; min-height: 48px; max-width: 100%; padding: 6px 14px 6px 12px; border: 1px solid var(--line); border-radius: 14px;
  background: var(--surface); color: var(--text); text-decoration: none; text-align: start; }
.file:hover { background: var(--ground); }
.file .icon { flex: none; color: var(--soft); }
.file .name { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 14px; unicode-bidi: plaintext; }
.file small { display: block; font-size: 12px; color: var(--soft); }
.picture { display: block; border-radius: 14px; overflow: hidden; background: var(--bubble); line-height: 0; max-width: 100%; }
.picture canvas { max-width: 100%; height: auto; display: block; }
.typing { display: flex; align-items: center; gap: 8px; margin-block-start: 10px; font-size: 12px; color: var(--soft); }
.dots { display: inline-flex; gap: 4px; padding: 12px 13px; border-radius: 16px; background: var(--bubble); }
.dots i { width: 6px; height: 6px; border-radius: 50%; background: var(--soft); animation: dot 1.2s infinite ease-in-out; }
.dots i:nth-child(2) { animation-delay: .15s; } .dots i:nth-child(3) { animation-delay: .3s; }
@keyframes dot { 0%, 60%, 100% { opacity: .35; } 30% { opacity: 1; } }
.below { position: absolute; inset-block-end: 12px; inset-inline: 0; margin-inline: auto; width: max-content; display: flex; align-items: center; gap: 6px; min-height: 36px; padding: 0 14px 0 10px;
  border: 1px solid var(--line); border-radius: 18px; background: var(--surface); color: var(--text); box-shadow: 0 4px 14px rgb(15 20 30 / .14); font: inherit; font-size: 13px; cursor: pointer; }
.drop { position: absolute; inset: 8px; display: grid; place-items: center; border: 2px dashed var(--ink); border-radius: 12px; background: color-mix(in srgb, var(--surface) 92%, transparent);
  font-weight: 600; color: var(--ink); pointer-events: none; }
`;

const controls = `
button, input, textarea { font: inherit; color: inherit; }
.plain { display: inline-grid; place-items: center; min-width: 44px; height: 44px; padding: 0 8px; border: 0; border-radius: 12px; background: none; cursor: pointer; }
.icon { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.launcher:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
.head :focus-visible { outline-color: currentColor; outline-offset: -4px; }
.composer { flex: none; border-block-start: 1px solid var(--line); padding: 10px 12px max(12px, env(safe-area-inset-bottom)); }
.box { display: flex; align-items: flex-end; border: 1px solid var(--edge); border-radius: 16px; background: var(--field); }
.box:focus-within { border-color: var(--ink); box-shadow: 0 0 0 1px var(--ink); }
.plain:disabled { opacity: .5; cursor: default; }
.box .plain { color: var(--soft); flex: none; }
.box .plain:hover { color: var(--text); }
.composer textarea { flex: 1; min-width: 0; height: 44px; max-height: 132px; padding: 11px 0; border: 0; outline: 0; background: none; resize: none; font-size: 16px; line-height: 22px;
  scrollbar-width: thin; }
.composer textarea:first-child { padding-inline-start: 14px; }
::placeholder { color: var(--soft); opacity: 1; }
.box .send { width: 36px; min-width: 36px; height: 36px; margin: 4px; padding: 0; border-radius: 12px; background: var(--accent); color: var(--on-accent); position: relative; }
.box .send::after { content: ""; position: absolute; inset: -4px; }
.box .send:hover { color: var(--on-accent); }
.box .send:disabled { background: var(--bubble); color: var(--soft); cursor: default; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; padding-block-end: 8px; }
.chip { position: relative; display: flex; align-items: center; gap: 8px; max-width: 100%; height: 44px; padding-inline-start: 12px; border: 1px solid var(--line); border-radius: 12px; overflow: hidden; font-size: 13px; }
.chip .name { max-width: 170px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chip progress { position: absolute; inset-inline: 0; inset-block-end: 0; width: 100%; height: 3px; border: 0; appearance: none; background: none; }
.chip progress::-webkit-progress-bar { background: none; }
.chip progress::-webkit-progress-value { background: var(--ink); }
.chip progress::-moz-progress-bar { background: var(--ink); }
.trouble { margin: 0 0 8px; padding: 8px 12px; border-radius: 10px; font-size: 13px; color: var(--bad); background: var(--bad-ground); overflow-wrap: anywhere; }
.details { flex: 1; overflow-y: auto; padding: 20px 18px; display: flex; flex-direction: column; gap: 14px; }
.details p { margin: 0; }
.details .greeting { align-self: flex-start; max-width: 90%; padding: 9px 13px; border-radius: 16px; background: var(--bubble); white-space: pre-wrap; overflow-wrap: anywhere; }
.details .intro { color: var(--soft); font-size: 14px; }
.details label { display: flex; flex-direction: column; gap: 5px; font-size: 14px; font-weight: 600; }
.details label small { font-weight: 400; color: var(--soft); font-size: 13px; }
.details input { height: 44px; padding: 0 12px; border: 1px solid var(--edge); border-radius: 10px; background: var(--field); font-size: 16px; font-weight: 400; outline: 0; min-width: 0; }
.details input:focus { border-color: var(--ink); box-shadow: 0 0 0 1px var(--ink); }
.details input[aria-invalid], .details input[aria-invalid]:focus { border-color: var(--bad); }
.details input[aria-invalid]:focus { box-shadow: 0 0 0 1px var(--bad); }
.details .error { font-size: 13px; font-weight: 400; color: var(--bad); }
.primary { min-height: 44px; border: 0; border-radius: 12px; background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer; padding: 0 18px; }
.primary:disabled { opacity: .6; cursor: default; }
`;

const motion = `
@keyframes rise { from { opacity: 0; transform: translateY(10px); } }
.panel:not([hidden]) { animation: rise .15s ease-out; }
.row.fresh { animation: rise .14s ease-out; }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .launcher, .panel, .bubble, .send { border: 1px solid; } }
`;
