import type { Line } from "../line.ts";
import { type Call, startCall } from "./call.ts";
import { createScreen } from "./screen.ts";
import { callStyles } from "./styles.ts";
import { createCallTexts } from "./text/index.ts";

export interface CallParts {
  /** Where the call is shown, in the widget's shadow. */
  host: HTMLElement;
  line: Line;
  locale: string;
  /** The visitor has put it away. */
  onClose(): void;
}

let styles: CSSStyleSheet | undefined;

/** Begins a call and shows it. Fetched when somebody presses the button, so that nobody else carries its weight. */
export function openCall({ host, line, locale, onClose }: CallParts): void {
  styles ??= callStyles();
  const shadow = host.getRootNode() as ShadowRoot;
  if (!shadow.adoptedStyleSheets.includes(styles)) shadow.adoptedStyleSheets.push(styles);
  let call: Call | undefined;
  const begin = () => {
    call = startCall(line, (view) => screen.show(view));
  };
  const screen = createScreen({
    texts: createCallTexts(locale),
    call: () => call,
    again: begin,
    close() {
      host.replaceChildren();
      onClose();
    },
  });
  host.replaceChildren(screen.element);
  begin();
  screen.focus();
}
