import type { WorkItem } from "../../../../../server/contract/work.ts";

/** Tells one offer from another, as the same work may be held out again later. */
export const offerKey = ({ id, offerEndsAt }: WorkItem): string => `${id} ${offerEndsAt}`;
