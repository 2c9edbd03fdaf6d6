type Row = { id: string };

/** The held order without what went, and with what was loaded below it. */
export function arrange(ids: string[], truth: Row[], openId: string | undefined): string[] {
  const there = new Set(truth.map((row) => row.id));
  const known = new Set(ids);
  const stay = ids.filter((id) => there.has(id));
  const lastKnown = truth.findLastIndex((row) => known.has(row.id));
  const below = truth.slice(lastKnown + 1).map((row) => row.id);
  // What one opens oneself, as from search, is put in its place without asking.
  const opened = truth.findIndex((row) => row.id === openId && !known.has(row.id));
  if (opened >= 0 && opened <= lastKnown) stay.splice(opened, 0, openId ?? "");
  return [...stay, ...below.filter((id) => !stay.includes(id))];
}

/** How many are new, or have moved up, among those that are shown in the held order. */
export function countFresh(ids: string[], truth: Row[], openId: string | undefined): number {
  // A row's place as it is shown.
  const places = new Map(ids.map((id, index) => [id, index]));
  let highest = -1;
  let fresh = 0;
  // Read from below: whoever stands above rows that were held before it has moved up, or is new.
  for (const row of truth.toReversed()) {
    // One sees oneself what is new in the open one.
    if (row.id === openId) continue;
    const place = places.get(row.id);
    if (place === undefined) fresh += 1;
    else if (highest !== -1 && place > highest) fresh += 1;
    else highest = place;
  }
  return fresh;
}
