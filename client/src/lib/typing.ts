import { isEditable } from "./shortcuts.ts";

const stillTypesMs = 3_000;
const settlesMs = 1_000;

let typedAt = Number.NEGATIVE_INFINITY;
let typedIn: EventTarget | null = null;
let isComposing = false;
let passesOverUntil = 0;

/** From the page's first moment on: whoever asks is to know of what was typed before. */
export function watchTyping(): void {
  const note = ({ target, type }: Event) => {
    if (!isEditable(target)) return;
    typedAt = performance.now();
    if (type === "input") typedIn = target;
    if (type === "compositionstart") isComposing = true;
    if (type === "compositionend") isComposing = false;
  };
  for (const type of ["keydown", "input", "compositionstart", "compositionupdate", "compositionend"])
    window.addEventListener(type, note, { capture: true });
  window.addEventListener("keydown", passOver, { capture: true });
}

/** What marks a field, or what is around it, whose words are still there when one comes back. */
export const keepsDraft = { "data-keeps-draft": true };

/** A cursor that only stands in a field types nothing; but what was typed there is not to be lost. */
export function isTyping(): boolean {
  const { activeElement } = document;
  if (!isEditable(activeElement)) return false;
  if (isComposing || performance.now() - typedAt < stillTypesMs) return true;
  return activeElement === typedIn && activeElement?.closest("[data-keeps-draft], [type=search]") === null;
}

/** The field is gone from under somebody's hands: what they go on typing is no key of the page. */
export function passOverTyping(): void {
  passesOverUntil = performance.now() + settlesMs;
}

function passOver(event: KeyboardEvent): void {
  if (performance.now() > passesOverUntil || isEditable(event.target)) return;
  if (event.key.length !== 1 || event.altKey || event.ctrlKey || event.metaKey) return;
  event.stopImmediatePropagation();
  passOverTyping();
}
