import { useLayoutEffect, useRef } from "react";
import { makeStore } from "./store.ts";

export interface Shortcut {
  /** `e`, `?`, `shift+r`, `alt+a`, `g i` (one after the other) or `mod+k` (Ctrl, on a Mac Cmd). */
  keys: string;
  label: string;
  /** Under which heading the help shows it. */
  group: string;
  run(): void;
  /** Only shown in the help: what is focused answers the key itself. */
  isHint?: boolean;
  /** Also while something is being typed. */
  isEverywhere?: boolean;
  /** Means something only where the focus is: not for the list of all that can be done. */
  isForFocus?: boolean;
}

/** What can be pressed now, the newest last: a panel's key comes before the frame's. */
export const shortcuts = makeStore<Shortcut[]>([]);

const betweenMs = 1200;
let first: { key: string; at: number } | undefined;

/** Adds keys for as long as the component is there, from the moment in which it can be seen. */
export function useShortcuts(list: Shortcut[]): void {
  const latest = useRef(list);
  latest.current = list;
  const shape = list.map(({ keys, label, group }) => `${keys}\n${label}\n${group}`).join("\n\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` says when the list is another one
  useLayoutEffect(() => {
    const mine = latest.current.map((shortcut, index) => ({
      ...shortcut,
      run: () => latest.current[index]?.run(),
    }));
    shortcuts.set((all) => [...all, ...mine]);
    return () => shortcuts.set((all) => all.filter((one) => !mine.includes(one)));
  }, [shape]);
}

/** Put on the window once. */
export function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const pressed = nameOf(event);
  if (!pressed) return;
  const isTyping = isEditable(event.target) || isInDialog(event.target) || isBehindModal();
  const sequence = first && event.timeStamp - first.at < betweenMs ? `${first.key} ${pressed}` : undefined;
  const candidates = shortcuts.get().filter((one) => !one.isHint && (one.isEverywhere || !isTyping));
  const found =
    candidates.findLast((one) => one.keys === sequence) ?? candidates.findLast((one) => one.keys === pressed);
  const begins = !isTyping && candidates.some((one) => one.keys.startsWith(`${pressed} `));
  first = begins && !found ? { key: pressed, at: event.timeStamp } : undefined;
  if (!found) return;
  event.preventDefault();
  found.run();
}

function nameOf(event: KeyboardEvent): string | undefined {
  if (event.altKey) return altNameOf(event);
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? letterOf(event) : event.key;
  if (event.shiftKey && /^[a-z]$/.test(key)) return mod ? `mod+shift+${key}` : `shift+${key}`;
  return mod ? `mod+${key}` : key;
}

/** By place, as Alt makes another sign of the letter on a Mac; Alt-Ctrl and AltGr write signs. */
function altNameOf(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.getModifierState("AltGraph"))
    return undefined;
  return /^Key[A-Z]$/.test(event.code) ? `alt+${event.code.slice(3).toLowerCase()}` : undefined;
}

/** On another layout (Cyrillic, Greek) the key in the same place counts. */
function letterOf(event: KeyboardEvent): string {
  const isLatin = event.key.charCodeAt(0) < 128;
  if (isLatin) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
}

export function isEditable(target: EventTarget | null): target is HTMLElement {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}

/** Also in the moment before a dialog that just opened has the focus. */
const isBehindModal = () => document.querySelector('[aria-modal="true"]') !== null;

/** In an open dialog or list nothing is done by a letter. */
const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
