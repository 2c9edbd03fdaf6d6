import type { LinkProps } from "@tanstack/react-router";
import { errorWords, requestIdOf } from "./error-words.ts";
import { t } from "./i18n.ts";
import { checkPhone, isPhoneMissing } from "./phone-panel.ts";
import { makeStore } from "./store.ts";

export interface Toast {
  id: number;
  text: string;
  isError: boolean;
  requestId?: string;
  actions: { label: string; run(): void }[];
  /** Where to look. */
  link?: Pick<LinkProps, "to" | "params"> & { label: string };
  /** Absent: it stays until it is dismissed. */
  lastsMs?: number;
}

export const toasts = makeStore<Toast[]>([]);
const shortMs = 7000;
const longMs = 12_000;
const most = 4;
let count = 0;

/** Says that something was done, with the way back: in place of 'are you sure'. */
export function undoToast(text: string, undo: () => void): number {
  return show({ text, isError: false, actions: [{ label: t("common.undo"), run: undo }], lastsMs: shortMs });
}

export const sayToast = (text: string, link?: Toast["link"]): number =>
  show({ text, isError: false, actions: [], link, lastsMs: shortMs });

/** Says what did not work; `retry` where trying again may help. Who has no phone for it is shown the way to one. */
export function errorToast(error: unknown, retry?: () => void): number {
  if (isPhoneMissing(error)) {
    const actions = [{ label: t("phone.checkOwn"), run: checkPhone }];
    return show({ text: errorWords(error), isError: true, actions, lastsMs: longMs });
  }
  const actions = retry ? [{ label: t("common.retry"), run: retry }] : [];
  return show({
    text: errorWords(error),
    isError: true,
    requestId: requestIdOf(error),
    actions,
    lastsMs: longMs,
  });
}

export function show(toast: Omit<Toast, "id">): number {
  count += 1;
  const made = { ...toast, id: count };
  toasts.set((all) => [...all, made].slice(-most));
  return made.id;
}

export const dismissToast = (id: number): void => toasts.set((all) => all.filter((toast) => toast.id !== id));
