import { useState } from "react";
import { useChangePreferences, useMe } from "../../lib/session.ts";

export const columns = {
  views: { first: 220, min: 180, max: 320 },
  list: { first: 340, min: 280, max: 520 },
  card: { first: 320, min: 260, max: 480 },
} as const;
export type Column = keyof typeof columns;

/** How wide the columns are; kept per person, on every screen. */
export function useWidths() {
  const kept = useMe().preferences.widths ?? {};
  const changePreferences = useChangePreferences();
  const [dragged, setDragged] = useState<Partial<Record<Column, number>>>({});
  return {
    of: (column: Column) => dragged[column] ?? kept[`inbox.${column}`] ?? columns[column].first,
    drag: (column: Column, width: number) => setDragged((all) => ({ ...all, [column]: width })),
    keep: (column: Column, width: number) =>
      changePreferences({ widths: { ...kept, [`inbox.${column}`]: width } }),
  };
}
