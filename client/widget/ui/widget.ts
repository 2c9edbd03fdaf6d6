import type { WidgetConfig } from "../../../connectors/webchat/wire.ts";
import type { Chat } from "../chat.ts";
import { accentOf } from "../colour.ts";
import type { Store } from "../storage.ts";
import type { Texts } from "../text/index.ts";
import { createCallButton } from "./call-button.ts";
import { createComposer } from "./composer.ts";
import { createDetailsForm } from "./details-form.ts";
import { h, icon, setText } from "./dom.ts";
import { createDrop } from "./drop.ts";
import { createLog } from "./log.ts";
import { styleSheet } from "./styles.ts";
import { waitWords } from "./wait-words.ts";

interface Parts {
  channelId: string;
  config: WidgetConfig;
  chat: Chat;
  texts: Texts;
  session: Store;
  address(path: string): string;
}

/** The button in the corner and the panel that it opens, in a shadow of their own. */
export function createWidget({ channelId, config, chat, texts, session, address }: Parts): {
  update(): void;
} {
  const log = createLog(config.greeting, { texts, address, retry: chat.retry, discard: chat.discard });
  const form = createDetailsForm(config, chat, texts);
  const composer = createComposer({ chat, rules: config.files, texts, session });
  const calls = createCallButton({ pipe: chat.callPipe, texts, address, onChange: () => drawLauncher() });
  const subtitle = h("p", { dir: "auto", hidden: true });
  const notice = h("div", { class: "notice", role: "status", hidden: true });
  const wait = h("div", { class: "wait", role: "status", hidden: true });
  const badge = h("span", { class: "badge", "aria-hidden": "true", hidden: true });
  const shape = h("span", {}, icon("chat", 26));
  const launcher = h(
    "button",
    { class: "launcher", type: "button", "aria-haspopup": "dialog", onclick: () => setOpen(!isOpen()) },
    shape,
    badge,
  );
  const news = h("div", { class: "hush", role: "status" });
  const closer = h(
    "button",
    { class: "plain", type: "button", "aria-label": texts("close"), onclick: () => setOpen(false) },
    icon("close"),
  );
  const panel = h(
    "section",
    { class: "panel", role: "dialog", "aria-label": config.title, tabindex: -1, hidden: true },
    h(
      "header",
      { class: "head" },
      h("div", { class: "who" }, h("h2", { dir: "auto" }, config.title), subtitle),
      calls.button,
      closer,
    ),
    calls.host,
    notice,
    wait,
    log.element,
    form.element,
    composer.element,
  );
  const root = h("div", { class: "root", lang: texts.locale, dir: texts.direction }, panel, launcher, news);
  createDrop(panel, texts("dropHere"), composer.addFiles);
  mount(root, channelId, config.accent);

  const isOpen = () => !panel.hidden;

  function setOpen(value: boolean) {
    panel.hidden = !value;
    session.set("open", value ? "yes" : "");
    launcher.setAttribute("aria-expanded", String(value));
    chat.setOpen(value);
    drawLauncher();
    if (!value) return launcher.focus();
    log.toEnd();
    focusInside();
  }

  /** Whoever has closed the panel in a call is still heard. */
  function drawLauncher() {
    shape.replaceChildren(icon(isOpen() ? "down" : calls.isGoingOn() ? "phone" : "chat", 26));
    update();
  }

  function focusInside() {
    // On a phone the keyboard would cover what there is to read.
    if (matchMedia("(pointer: coarse)").matches) panel.focus();
    else if (form.element.hidden) composer.focus();
    else form.focus();
  }

  function update() {
    const state = chat.state();
    const hadForm = !form.element.hidden;
    form.element.hidden = !state.needsDetails;
    log.element.hidden = state.needsDetails;
    composer.element.hidden = state.needsDetails;
    calls.button.hidden = state.needsDetails || !state.takesCalls;
    log.update(state);
    setText(notice, state.isReached ? "" : texts(navigator.onLine ? "unreachable" : "offline"));
    notice.hidden = state.isReached;
    setText(wait, state.wait && state.isReached ? waitWords(state.wait, texts) : "");
    wait.hidden = wait.textContent === "";
    const agent = state.items.findLast((item) => item.direction === "out")?.author;
    setText(subtitle, agent ? texts("talkingWith", { name: agent }) : "");
    subtitle.hidden = !agent;
    const unread = isOpen() ? 0 : state.unread;
    setText(badge, unread > 99 ? "99+" : String(unread));
    badge.hidden = unread === 0;
    const plain = calls.isGoingOn() ? texts("openCall") : texts("open");
    const label = unread > 0 ? texts("openNew", { count: unread }) : plain;
    launcher.setAttribute("aria-label", isOpen() ? texts("close") : label);
    setText(news, unread > 0 ? label : "");
    if (hadForm && !state.needsDetails && isOpen()) focusInside();
  }

  root.addEventListener("keydown", (event) => {
    // The site's own shortcuts must not run while somebody writes here.
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing && isOpen()) setOpen(false);
    if (event.key === "Tab" && isOpen() && fillsScreen()) keepFocusInside(event, panel);
  });
  for (const name of ["keyup", "keypress"]) root.addEventListener(name, (event) => event.stopPropagation());
  // The keyboard of a phone takes room that no CSS unit knows of.
  window.visualViewport?.addEventListener("resize", () =>
    panel.style.setProperty("--height", `${window.visualViewport?.height ?? innerHeight}px`),
  );
  update();
  if (session.get("open")) {
    panel.hidden = false;
    launcher.setAttribute("aria-expanded", "true");
    chat.setOpen(true);
    drawLauncher();
  } else launcher.setAttribute("aria-expanded", "false");
  return { update };
}

const fillsScreen = () => matchMedia("(max-width: 479px)").matches;

function keepFocusInside(event: KeyboardEvent, panel: HTMLElement) {
  const all = [...panel.querySelectorAll<HTMLElement>("button, a[href], input, textarea, [tabindex='0']")];
  const usable = all.filter((element) => element.checkVisibility() && !element.matches(":disabled"));
  const [first, last] = [usable[0], usable.at(-1)];
  const active = (panel.getRootNode() as ShadowRoot).activeElement;
  if (event.shiftKey ? active === first || active === panel : active === last) {
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}

function mount(root: HTMLElement, channelId: string, accent: string) {
  const host = h("div", { "data-switchboard": channelId });
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [styleSheet(accentOf(accent))];
  shadow.append(root);
  const place = () => document.body.append(host);
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place, { once: true });
}
