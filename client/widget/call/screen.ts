import { h, icon, setText } from "../ui/dom.ts";
import type { Call } from "./call.ts";
import type { CallView } from "./call-view.ts";
import type { NumberForm } from "./number-form.ts";
import type { CallTexts } from "./text/index.ts";

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

interface ScreenOptions {
  texts: CallTexts;
  numberForm: NumberForm;
  /** What the visitor presses is for the call of now. */
  call(): Call | undefined;
  again(): void;
  close(): void;
}

interface Screen {
  element: HTMLElement;
  show(view: CallView): void;
  focus(): void;
}

/** The call above the chat, which goes on beneath it. */
export function createScreen({ texts, numberForm, call, again, close }: ScreenOptions): Screen {
  const says = h("p", { class: "says", role: "status" });
  const time = h("span", { class: "time", role: "timer", "aria-label": texts("time"), hidden: true });
  const text = h("p", { class: "read", dir: "auto", hidden: true });
  const pressed = h("output", { class: "pressed", "aria-live": "off" });
  const pad = h(
    "div",
    { class: "pad", role: "group", "aria-label": texts("keypad"), hidden: true },
    pressed,
    ...keys.map((key) =>
      h(
        "button",
        { type: "button", "aria-label": texts("key", { key }), onclick: () => press(key) },
        h("span", { "aria-hidden": "true" }, key),
      ),
    ),
  );
  const sendIt = h(
    "button",
    { class: "primary", type: "button", onclick: () => press("#"), hidden: true },
    texts("send"),
  );
  const mute = h(
    "button",
    { class: "plain", type: "button", "aria-pressed": "false", onclick: () => call()?.mute(!view?.isMuted) },
    icon("microphone"),
    texts("mute"),
  );
  const hangUp = h(
    "button",
    { class: "hang-up", type: "button", onclick: () => call()?.hangUp() },
    icon("hangUp"),
    texts("hangUp"),
  );
  const once = h("button", { class: "primary", type: "button", onclick: again }, texts("again"));
  const away = h("button", { class: "plain", type: "button", onclick: close }, texts("close"));
  const element = h(
    "section",
    { class: "call", "aria-label": texts("call"), tabindex: -1 },
    h("div", { class: "line" }, says, time),
    text,
    pad,
    numberForm.element,
    h("div", { class: "actions" }, sendIt, mute, hangUp, once, away),
  );
  let view: CallView | undefined;

  function press(key: string) {
    if (!view?.keys.includes(key)) return;
    setText(pressed, (pressed.textContent + key).slice(-12));
    call()?.press(key);
  }

  element.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey }) => {
    if (!ctrlKey && !metaKey && !altKey) press(key);
  });
  const clock = setInterval(() => {
    if (!element.isConnected) return clearInterval(clock);
    if (view && !view.isOver) setText(time, timeOf(view));
  }, 500);

  return {
    element,
    show(next) {
      const focused = element.querySelector(":focus");
      if (next.keys === "") setText(pressed, "");
      view = next;
      setText(says, texts(next.says));
      setText(text, next.text);
      text.hidden = next.text === "";
      setText(time, timeOf(next));
      time.hidden = next.talkingSince === undefined && !next.recording;
      sendIt.hidden = !next.recording;
      pad.hidden = next.keys === "" || next.recording !== undefined;
      for (const [at, button] of [...pad.querySelectorAll("button")].entries())
        button.disabled = !next.keys.includes(keys[at] ?? "");
      mute.setAttribute("aria-pressed", String(next.isMuted));
      for (const button of [mute, hangUp]) button.hidden = next.isOver;
      for (const button of [once, away]) button.hidden = !next.isOver;
      numberForm.show(next.isCalledBack);
      // What was pressed may be gone by its own doing, which browsers notice only later.
      if (focused && (!focused.checkVisibility() || focused.matches(":disabled"))) element.focus();
    },
    focus: () => element.focus(),
  };
}

/** Of a message, how much more may be said, too. */
function timeOf({ talkingSince, recording }: CallView): string {
  if (!recording) return lengthOf(secondsSince(talkingSince));
  return `${lengthOf(secondsSince(recording.since))} / ${lengthOf(recording.maxSeconds)}`;
}

const secondsSince = (since: number | undefined) =>
  since === undefined ? 0 : Math.max(0, Math.floor((Date.now() - since) / 1000));

function lengthOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
