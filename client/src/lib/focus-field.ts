const patienceMs = 10_000;
let stopWaiting = () => {};

/**
 * Puts the focus into a field, if need be as soon as it is drawn: what edits letters is fetched when it is first needed.
 * What is typed until then is for it, and no letter falls through to the page's keys.
 */
export function focusField(id: string): void {
  stopWaiting();
  const field = document.getElementById(id);
  if (field) field.focus();
  else waitFor(id);
}

function waitFor(id: string) {
  const until = performance.now() + patienceMs;
  const stop = new AbortController();
  let typed = "";
  stopWaiting = () => stop.abort();

  function hold(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") stop.abort();
    else if (event.key === "Backspace") typed = typed.slice(0, -1);
    else if (event.key === "Enter") typed += "\n";
    else if (event.key.length === 1) typed += event.key;
  }

  function look() {
    if (stop.signal.aborted) return;
    const field = document.getElementById(id);
    if (!field && performance.now() < until) return void requestAnimationFrame(look);
    stop.abort();
    field?.focus();
    // The one way to put text into a field of either kind so that it counts as typed, undo included.
    if (field && typed) document.execCommand("insertText", false, typed);
  }

  const listening = { capture: true, signal: stop.signal };
  window.addEventListener("keydown", hold, listening);
  window.addEventListener("pointerdown", stopWaiting, listening);
  requestAnimationFrame(look);
}
