import { type RefObject, useRef } from "react";
import { t } from "../lib/i18n.ts";
import { useShortcuts } from "../lib/shortcuts.ts";

/** `j` and `k` move the focus among the rows (`data-row`) inside; it stays in place when the row under it leaves. */
export function useRowKeys(inside: RefObject<HTMLElement | null>, group: string) {
  const last = useRef(-1);
  const all = () => [...(inside.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const current = () => all().findIndex((row) => row.contains(document.activeElement));
  function move(by: 1 | -1) {
    const rows = all();
    const at = current();
    // With no row focused, the one that took the place of the last is next.
    const next = at >= 0 ? at + by : by === 1 ? Math.max(last.current, 0) : last.current - 1;
    last.current = Math.min(Math.max(next, 0), rows.length - 1);
    rows[last.current]?.focus();
  }
  useShortcuts([
    { keys: "j", label: t("common.keys.next"), group, run: () => move(1), isForFocus: true },
    { keys: "k", label: t("common.keys.previous"), group, run: () => move(-1), isForFocus: true },
  ]);
  /** The row that has the focus. */
  return () => all()[current()];
}
