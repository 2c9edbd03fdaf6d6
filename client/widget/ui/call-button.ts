import type { CallPipe } from "../call-pipe.ts";
import type { Texts } from "../text/index.ts";
import { h, icon } from "./dom.ts";

interface CallButtonOptions {
  pipe: CallPipe;
  texts: Texts;
  address(path: string): string;
  /** A call has begun, or is over. */
  onChange(): void;
}

type CallPart = typeof import("../call/main.ts");

/** Begins a call, or goes on with that of the page before; its code is fetched only then. */
export function createCallButton({ pipe, texts, address, onChange }: CallButtonOptions) {
  const host = h("div", { class: "calling" });
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true }, texts("callBroken"));
  const button = h(
    "button",
    { class: "plain", type: "button", "aria-label": texts("call"), title: texts("call"), onclick: press },
    icon("phone"),
  );

  let isGoingOn = false;

  function onView(is: boolean) {
    if (is === isGoingOn) return;
    isGoingOn = is;
    onChange();
  }

  async function press() {
    button.disabled = true;
    trouble.hidden = true;
    try {
      const part: CallPart = await import(/* @vite-ignore */ address("/widget-call.js"));
      const isOpen = await part.openCall({ host, pipe, locale: texts.locale, onView, onClose });
      if (!isOpen) button.disabled = false;
    } catch {
      trouble.hidden = false;
      button.disabled = false;
    }
  }

  function onClose() {
    button.disabled = false;
    button.focus();
  }

  if (pipe.kept()) void press();
  return { button, host: h("div", { class: "calls" }, trouble, host), isGoingOn: () => isGoingOn };
}
