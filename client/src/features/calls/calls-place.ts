export const shows = ["all", "missed", "placed", "mine", "goingOn"] as const;
export type Show = (typeof shows)[number];

/** Of the address; all calls are its plain form. */
export function readCallsPlace(search: Record<string, unknown>): { show?: Show } {
  const show = shows.find((one) => one === search.show);
  return show && show !== "all" ? { show } : {};
}
