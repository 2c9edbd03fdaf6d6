import type { Line } from "../line.ts";
import type { Texts } from "../text/index.ts";
import { h, icon } from "./dom.ts";

interface CallButtonOptions {
  line: Line;
  texts: Texts;
  address(path: string): string;
}

interface CallPart {
  openCall(parts: { host: HTMLElement; line: Line; locale: string; onClose(): void }): void;
}

/** Begins a call, whose code is fetched only then. */
export function createCallButton({ line, texts, address }: CallButtonOptions) {
  const host = h("div", { class: "calling" });
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true }, texts("callBroken"));
  const button = h(
    "button",
    { class: "plain", type: "button", "aria-label": texts("call"), title: texts("call"), onclick: press },
    icon("phone"),
  );

  async function press() {
    button.disabled = true;
    trouble.hidden = true;
    try {
      const part: CallPart = await import(/* @vite-ignore */ address("/widget-call.js"));
      part.openCall({ host, line, locale: texts.locale, onClose });
    } catch {
      trouble.hidden = false;
      button.disabled = false;
    }
  }

  function onClose() {
    button.disabled = false;
    button.focus();
  }

  return { button, host: h("div", { class: "calls" }, trouble, host) };
}
