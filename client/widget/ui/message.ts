import type { WireItem, WireItemFile } from "../../../connectors/webchat/wire.ts";
import type { OutMessage } from "../outbox.ts";
import type { Texts } from "../text/index.ts";
import { h, icon } from "./dom.ts";
import { drawPicture } from "./picture.ts";

/** One line of the conversation, wherever it stands on its way. */
export interface Line {
  id: string;
  side: "mine" | "theirs";
  author: string;
  text: string;
  files: LineFile[];
  at: string;
  mark?: "sending" | "sent" | "seen" | "failed";
  reason?: string;
}

type LineFile = Pick<WireItemFile, "name" | "size" | "isPicture"> & { url?: string };

/** Where it stands among its neighbours. */
interface Place {
  isFirst: boolean;
  isLast: boolean;
}

export interface MessageActions {
  texts: Texts;
  retry(id: string): void;
  discard(id: string): void;
  address(path: string): string;
}

export const lineOfItem = (item: WireItem, team: string, isSeen: boolean): Line => ({
  id: item.key ?? item.id,
  side: item.direction === "in" ? "mine" : "theirs",
  author: item.author ?? team,
  text: item.text,
  files: item.files,
  at: item.at,
  ...(item.direction === "in" && { mark: isSeen ? "seen" : "sent" }),
});

export const lineOfOwn = (message: OutMessage): Line => ({
  id: message.key,
  side: "mine",
  author: "",
  text: message.text,
  files: message.files.map(({ name, size }) => ({ name, size, isPicture: false })),
  at: message.at,
  mark: message.state === "taken" ? "sent" : message.state,
  reason: message.reason,
});

/** What does not change while a message goes its way; the rest is `settleMessage`'s. */
export function drawMessage(line: Line, actions: MessageActions): HTMLElement {
  const { texts } = actions;
  return h(
    "div",
    {},
    line.side === "theirs" && h("div", { class: "author", dir: "auto" }, line.author),
    line.side === "mine" && h("span", { class: "hush" }, `${texts("you")}: `),
    line.text.trim() !== "" && h("div", { class: "bubble", dir: "auto" }, ...withLinks(line.text)),
    line.files.length > 0 &&
      h("div", { class: "files" }, ...line.files.map((file) => drawFile(file, actions))),
    h("div", { class: "end" }),
  );
}

/** Changes only what differs: a screen reader must not read a whole message again because it was seen. */
export function settleMessage(element: HTMLElement, line: Line, where: Place, actions: MessageActions) {
  element.classList.remove("first", "last");
  element.classList.add("row", line.side);
  element.classList.toggle("first", where.isFirst);
  element.classList.toggle("last", where.isLast);
  const end = element.lastElementChild as HTMLElement;
  const state = JSON.stringify([line.mark, line.reason, where.isLast, line.at]);
  if (end.dataset.state === state) return;
  end.dataset.state = state;
  if (line.mark === "failed") end.replaceChildren(drawFailure(line, actions));
  else end.replaceChildren(...(where.isLast ? [drawFoot(line, actions.texts)] : []));
}

function drawFoot({ at, mark }: Line, texts: Texts) {
  const time = new Date(at).toLocaleTimeString(texts.locale, { hour: "numeric", minute: "2-digit" });
  const shape = mark === "sending" ? "clock" : mark === "seen" ? "ticks" : "tick";
  return h(
    "div",
    { class: "foot" },
    h("time", { datetime: at }, time),
    mark && icon(shape, 14),
    mark && mark !== "failed" && h("span", mark === "seen" ? {} : { class: "hush" }, texts(mark)),
  );
}

function drawFailure({ id, reason }: Line, { texts, retry, discard }: MessageActions) {
  return h(
    "div",
    { class: "failed" },
    icon("alert", 14),
    h("span", {}, `${texts("notSent")} ${reason ?? ""}`),
    h("button", { class: "plain", type: "button", onclick: () => retry(id) }, texts("retry")),
    h("button", { class: "plain", type: "button", onclick: () => discard(id) }, texts("discard")),
  );
}

function drawFile({ name, size, isPicture, url }: LineFile, { texts, address }: MessageActions) {
  const parts = [
    icon("file", 22),
    h("span", { class: "name" }, name, h("small", {}, sizeOf(size, texts.locale))),
  ];
  if (!url) return h("div", { class: "file" }, ...parts);
  const link = { href: address(url), target: "_blank", rel: "noopener noreferrer" };
  if (!isPicture)
    return h(
      "a",
      { class: "file", download: name, "aria-label": texts("download", { name }), ...link },
      ...parts,
    );
  const frame = h("a", { class: "file", "aria-label": texts("picture", { name }), ...link }, ...parts);
  drawPicture(address(url), frame);
  return frame;
}

const address = /https?:\/\/[^\s<>"]+[^\s<>".,:;!?)\]}']/g;

/** Web addresses become links; everything else stays text. */
function withLinks(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const { 0: url, index } of text.matchAll(address)) {
    parts.push(
      text.slice(end, index),
      h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, url),
    );
    end = index + url.length;
  }
  parts.push(text.slice(end));
  return parts;
}

export function sizeOf(bytes: number, locale: string): string {
  const isLarge = bytes >= 1024 * 1024;
  const value = Math.max(1, bytes / 1024 / (isLarge ? 1024 : 1));
  const digits = isLarge && value < 10 ? 1 : 0;
  return `${value.toLocaleString(locale, { maximumFractionDigits: digits })} ${isLarge ? "MB" : "kB"}`;
}
