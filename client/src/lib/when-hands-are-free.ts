import { isEditable } from "./shortcuts.ts";
import { isTyping, passOverTyping } from "./typing.ts";

const againMs = 200;

/** Does what changes the page as soon as that takes nothing out of anybody's hands; gives what calls it off. */
export function whenHandsAreFree(run: () => void): () => void {
  const hands = watchHands();
  const look = () => {
    if (hands.areFull()) return;
    end();
    letGoOfField();
    run();
  };
  const timer = setInterval(look, againMs);
  document.addEventListener("visibilitychange", look);
  const end = () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
    hands.stop();
  };
  look();
  return end;
}

/** Whether something is being typed, chosen or pressed here, or this tab is not looked at. */
function watchHands() {
  let isPressed = false;
  const press = () => {
    isPressed = true;
  };
  const letGo = () => {
    isPressed = false;
  };
  const stop = new AbortController();
  const listening = { capture: true, signal: stop.signal };
  window.addEventListener("pointerdown", press, listening);
  for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, letGo, listening);
  return {
    areFull: () => isPressed || document.visibilityState === "hidden" || isChoosing() || isTyping(),
    stop: () => stop.abort(),
  };
}

/** Lists to choose from stand on their page unseen until they are opened. */
const isChoosing = () =>
  [
    ...document.querySelectorAll('[aria-modal="true"], [role="dialog"], [role="menu"], [role="listbox"]'),
  ].some((element) => element.checkVisibility()) || isSelectOpen();

const knowsOpen = CSS.supports("selector(select:open)");
const isSelectOpen = () => knowsOpen && document.querySelector("select:open") !== null;

/** What is saved by leaving its field is saved; and whoever goes on typing presses none of the next page's keys. */
function letGoOfField(): void {
  const { activeElement } = document;
  if (!isEditable(activeElement)) return;
  activeElement.blur();
  passOverTyping();
}
