import { useCallback, useRef, useState } from "react";
import { arrange, countFresh } from "./held-order.ts";

export interface Held<Row> {
  rows: Row[];
  /** How many are new, or have something new, further up than they are shown. */
  fresh: number;
  showFresh(): void;
}

/**
 * A list as it is read: rows change in place, and go when they belong elsewhere, but none moves or comes in from above
 * until that is asked for. `of` is what the list shows; of another it begins anew.
 */
export function useHeld<Row extends { id: string }>(
  truth: Row[],
  of: string,
  openId: string | undefined,
): Held<Row> {
  const held = useRef<{ of: string; ids: string[] } | undefined>(undefined);
  const [, redraw] = useState(0);

  const showFresh = useCallback(() => {
    held.current = undefined;
    redraw((count) => count + 1);
  }, []);

  const known = held.current?.of === of ? held.current.ids : [];
  const ids = known.length === 0 ? truth.map((row) => row.id) : arrange(known, truth, openId);
  held.current = { of, ids };

  const byId = new Map(truth.map((row) => [row.id, row]));
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), fresh: countFresh(ids, truth, openId), showFresh };
}
