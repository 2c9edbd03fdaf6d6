import type { KeyboardEvent } from "react";

/** The arrows carry the focus from message to message and Enter opens its menu, so that all can be reached without a mouse. */
export function moveAmongMessages(event: KeyboardEvent<HTMLDivElement>) {
  const active = document.activeElement;
  if (event.key === "Enter" && active?.matches("[data-message]")) {
    return active.querySelector<HTMLElement>("[data-message-menu]")?.click();
  }
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  if (active !== event.currentTarget && !active?.matches("[data-message]")) return;
  const messages = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-message]")].sort(byPlace);
  const step = event.key === "ArrowUp" ? -1 : 1;
  const from = messages.indexOf(active as HTMLElement);
  const next = messages[from < 0 ? messages.length - 1 : from + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

const byPlace = (a: HTMLElement, b: HTMLElement) =>
  a.getBoundingClientRect().top - b.getBoundingClientRect().top;
