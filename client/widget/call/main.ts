import type { CallPipe, KeptCall } from "../call-pipe.ts";
import { type Call, startCall } from "./call.ts";
import type { CallView } from "./call-view.ts";
import { isOwn } from "./is-own.ts";
import { createNumberForm } from "./number-form.ts";
import { createScreen } from "./screen.ts";
import { callStyles } from "./styles.ts";
import { createCallTexts } from "./text/index.ts";

interface CallParts {
  /** Where the call is shown, in the widget's shadow. */
  host: HTMLElement;
  pipe: CallPipe;
  locale: string;
  /** Whether it goes on. */
  onView(isGoingOn: boolean): void;
  /** The visitor has put it away. */
  onClose(): void;
}

let styles: CSSStyleSheet | undefined;

/**
 * Begins a call and shows it, or goes on with the one that this tab's last page had; false where that is another tab's.
 * Fetched when somebody presses the button, so that nobody else carries its weight.
 */
export async function openCall({ host, pipe, locale, onView, onClose }: CallParts): Promise<boolean> {
  const before = pipe.kept();
  if (before && !(await isOwn(before.callId))) {
    pipe.keep(undefined);
    return false;
  }
  styles ??= callStyles();
  const shadow = host.getRootNode() as ShadowRoot;
  if (!shadow.adoptedStyleSheets.includes(styles)) shadow.adoptedStyleSheets.push(styles);
  let call: Call | undefined;
  const begin = (kept?: KeptCall) => {
    const show = (view: CallView) => {
      screen.show(view);
      onView(!view.isOver);
    };
    call = startCall(pipe, show, kept);
  };
  const texts = createCallTexts(locale);
  const screen = createScreen({
    texts,
    numberForm: createNumberForm({ texts, hasNumber: pipe.hasNumber, giveNumber: pipe.giveNumber }),
    call: () => call,
    again: () => begin(),
    close() {
      host.replaceChildren();
      onClose();
    },
  });
  host.replaceChildren(screen.element);
  begin(before);
  if (!before) screen.focus();
  return true;
}
