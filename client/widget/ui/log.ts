import type { ChatState } from "../chat-state.ts";
import type { Texts } from "../text/index.ts";
import { h, icon, place } from "./dom.ts";
import {
  drawMessage,
  type Line,
  lineOfItem,
  lineOfOwn,
  type MessageActions,
  settleMessage,
} from "./message.ts";

interface Log {
  element: HTMLElement;
  update(state: ChatState): void;
  /** To its end, where the newest is. */
  toEnd(): void;
}

const groupMs = 5 * 60_000;
const nearPx = 60;

export function createLog(greeting: string, actions: MessageActions): Log {
  const { texts } = actions;
  const drawn = new Map<string, { signature: string; element: HTMLElement }>();
  const lines = h("div", { class: "lines" });
  const scroller = h(
    "div",
    { class: "log", role: "log", "aria-label": texts("messages"), tabindex: 0 },
    lines,
  );
  const below = h(
    "button",
    { class: "below", type: "button", hidden: true, onclick: toEnd },
    icon("down", 16),
    texts("newBelow"),
  );
  const typing = h("div", { class: "typing" });
  let lastId: string | undefined;
  let hasDrawn = false;

  let wasAtEnd = true;
  scroller.addEventListener("scroll", () => {
    wasAtEnd = isNearEnd();
    if (wasAtEnd) below.hidden = true;
  });
  // Whoever is at the end stays there when a picture arrives or a keyboard opens.
  const stay = new ResizeObserver(() => wasAtEnd && toEnd());
  stay.observe(scroller);
  stay.observe(lines);

  const isNearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearPx;

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    below.hidden = true;
  }

  function keep(key: string, signature: string, draw: () => HTMLElement): HTMLElement {
    const known = drawn.get(key);
    if (known?.signature === signature) return known.element;
    const element = draw();
    if (!known && hasDrawn) element.classList.add("fresh");
    drawn.set(key, { signature, element });
    return element;
  }

  function update(state: ChatState) {
    const all = linesOf(state, texts("team"));
    const newest = all.at(-1);
    const isNew = newest !== undefined && newest.id !== lastId;
    const follows = isNearEnd() || (isNew && newest.side === "mine");
    place(lines, [...greetingOf(), ...rowsOf(all), ...typingOf(state.typing)]);
    hasDrawn = true;
    lastId = newest?.id;
    if (follows) toEnd();
    else if (isNew) below.hidden = false;
  }

  function greetingOf(): HTMLElement[] {
    if (!greeting) return [];
    const line: Line = { id: "greeting", side: "theirs", author: "", text: greeting, files: [], at: "" };
    const draw = () =>
      h("div", { class: "row theirs first last" }, h("div", { class: "bubble", dir: "auto" }, line.text));
    return [keep("greeting", greeting, draw)];
  }

  function rowsOf(all: Line[]): HTMLElement[] {
    return all.flatMap((line, at) => {
      const [before, after] = [all[at - 1], all[at + 1]];
      const day = dayOf(line.at, texts);
      const startsDay = !before || dayOf(before.at, texts) !== day;
      const where = {
        isFirst: startsDay || !isGroup(before, line),
        isLast: !after || dayOf(after.at, texts) !== day || !isGroup(line, after),
      };
      const row = keep(line.id, signatureOf(line), () => drawMessage(line, actions));
      settleMessage(row, line, where, actions);
      return startsDay ? [keep(`day ${line.id}`, day, () => h("div", { class: "day" }, day)), row] : [row];
    });
  }

  function typingOf(name: string | undefined): HTMLElement[] {
    if (!name) return [];
    const says = texts("typing", { name });
    if (typing.dataset.says !== says) {
      typing.dataset.says = says;
      typing.replaceChildren(
        h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
        h("span", { dir: "auto" }, says),
      );
    }
    return [typing];
  }

  return { element: h("div", { class: "body" }, scroller, below), update, toEnd };
}

function linesOf({ items, mine, seenUpTo }: ChatState, team: string): Line[] {
  const seenAt = items.findIndex((item) => item.id === seenUpTo);
  // An answer is proof enough that what stands before it was read.
  const answeredAt = items.findLastIndex((item) => item.direction === "out");
  const seen = Math.max(seenAt, answeredAt);
  return [...items.map((item, at) => lineOfItem(item, team, at <= seen)), ...mine.map(lineOfOwn)];
}

const isGroup = (a: Line, b: Line) =>
  a.side === b.side &&
  a.author === b.author &&
  a.mark !== "failed" &&
  Date.parse(b.at) - Date.parse(a.at) < groupMs;

/** Addresses of files are renewed by the day; that is no reason to draw a picture again. */
const signatureOf = ({ author, text, files }: Line) =>
  JSON.stringify([author, text, files.map((file) => [file.name, file.url !== undefined])]);

function dayOf(at: string, texts: Texts): string {
  const date = new Date(at);
  const daysAgo = Math.round(
    (new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86_400_000,
  );
  if (daysAgo === 0) return texts("today");
  if (daysAgo === 1) return texts("yesterday");
  const withYear = date.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return date.toLocaleDateString(texts.locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: withYear,
  });
}
