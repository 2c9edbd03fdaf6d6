import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useRef } from "react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { t } from "../../../lib/i18n.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";

interface ListKeys {
  rows: Conversation[];
  openId: string | undefined;
  scroller: RefObject<HTMLDivElement | null>;
  virtual: Virtualizer<HTMLDivElement, Element>;
  showFresh(): void;
}

/** j and k carry the focus from row to row; Enter is the link's own. */
export function useListKeys({ rows, openId, scroller, virtual, showFresh }: ListKeys): void {
  const last = useRef<string | undefined>(undefined);

  const focus = (index: number) => {
    virtual.scrollToIndex(index);
    last.current = rows[index]?.id;
    // The row may be drawn only after the scroll.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus({ preventScroll: true }),
      ),
    );
  };
  const move = (step: 1 | -1) => {
    const focused = scroller.current?.contains(document.activeElement)
      ? Number((document.activeElement as HTMLElement).dataset.row ?? -1)
      : -1;
    const from = focused >= 0 ? focused : rows.findIndex((row) => row.id === (last.current ?? openId));
    if (from <= 0 && step === -1) showFresh();
    focus(Math.min(Math.max(from + step, 0), rows.length - 1));
  };
  const group = t("inbox.keys.groupList");
  useShortcuts([
    { keys: "j", label: t("inbox.keys.next"), group, run: () => move(1), isForFocus: true },
    { keys: "k", label: t("inbox.keys.previous"), group, run: () => move(-1), isForFocus: true },
    { keys: "Enter", label: t("inbox.keys.open"), group, run: () => {}, isHint: true },
  ]);
}
