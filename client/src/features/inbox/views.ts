import {
  IconAt,
  IconCircleCheck,
  IconClock,
  IconHourglass,
  IconInbox,
  IconUser,
  IconUserQuestion,
} from "@tabler/icons-react";
import type { View } from "../../../../server/contract/conversations.ts";
import { keep, kept } from "../../lib/keep.ts";

/** The views in the order in which they are shown. */
export const views: { id: View; icon: typeof IconInbox }[] = [
  { id: "all", icon: IconInbox },
  { id: "mine", icon: IconUser },
  { id: "unassigned", icon: IconUserQuestion },
  { id: "waiting", icon: IconHourglass },
  { id: "mentioned", icon: IconAt },
  { id: "snoozed", icon: IconClock },
  { id: "resolved", icon: IconCircleCheck },
];

/** In the address a queue stands in the place of a view, by its id. */
export const isQueueId = (value: string | undefined): value is string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value ?? "");

const place = "inbox.view";

export const isView = (value: unknown): value is View => views.some((view) => view.id === value);

/** The one that was looked at last. */
export function lastView(): View {
  const view = kept(place);
  return isView(view) ? view : "all";
}

export const keepView = (view: View): void => keep(place, view);
