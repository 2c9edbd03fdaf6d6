import {
  IconAlertOctagon,
  IconArrowsSplit2,
  IconBriefcase,
  IconChartBar,
  IconCheckbox,
  IconInbox,
  IconLayoutDashboard,
  IconPhone,
  IconPlugConnected,
  IconSettings,
  IconUsers,
  IconUsersGroup,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { Me } from "../../../server/contract/people.ts";
import { request } from "../lib/api.ts";
import { t } from "../lib/i18n.ts";
import { isAtLeast, useMe } from "../lib/session.ts";

export interface Place {
  to:
    | "/inbox"
    | "/calls"
    | "/contacts"
    | "/deals"
    | "/tasks"
    | "/board"
    | "/reports"
    | "/channels"
    | "/queues"
    | "/people"
    | "/quarantine"
    | "/settings";
  label: string;
  icon: typeof IconInbox;
  /** What calls for action there. */
  count?: number;
  /** The count in words. */
  says?: string;
}

/** Where one can go: the daily places, those of who leads others, and those at the foot of the rail. */
export function usePlaces(): { daily: Place[]; leading: Place[]; foot: Place[] } {
  const me = useMe();
  const counts = useQuery(request("GET /conversations/counts")).data;
  const tasks = useQuery(request("GET /tasks/counts")).data;
  const quarantined = useQuarantineCount(me);
  const waiting = counts?.waiting ?? 0;
  const { overdue, untaken } = tasks ?? { overdue: 0, untaken: 0 };
  return {
    daily: [
      {
        to: "/inbox",
        label: t("frame.inbox"),
        icon: IconInbox,
        count: waiting,
        says: t("frame.waitingCount", { count: waiting }),
      },
      { to: "/calls", label: t("frame.calls"), icon: IconPhone },
      { to: "/contacts", label: t("frame.contacts"), icon: IconUsers },
      { to: "/deals", label: t("frame.deals"), icon: IconBriefcase },
      {
        to: "/tasks",
        label: t("frame.tasks"),
        icon: IconCheckbox,
        count: overdue + untaken,
        says: [
          ...(overdue > 0 ? [t("frame.overdueCount", { count: overdue })] : []),
          ...(untaken > 0 ? [t("frame.untakenCount", { count: untaken })] : []),
        ].join(", "),
      },
    ],
    leading: isAtLeast(me, "supervisor")
      ? [
          { to: "/board", label: t("frame.board"), icon: IconLayoutDashboard },
          { to: "/reports", label: t("frame.reports"), icon: IconChartBar },
        ]
      : [],
    foot: [
      ...(quarantined > 0
        ? [
            {
              to: "/quarantine" as const,
              label: t("frame.quarantine"),
              icon: IconAlertOctagon,
              count: quarantined,
              says: t("frame.quarantineCount", { count: quarantined }),
            },
          ]
        : []),
      ...(isAtLeast(me, "supervisor")
        ? [
            { to: "/channels" as const, label: t("frame.channels"), icon: IconPlugConnected },
            { to: "/queues" as const, label: t("frame.queues"), icon: IconArrowsSplit2 },
          ]
        : []),
      { to: "/people", label: t("frame.people"), icon: IconUsersGroup },
      { to: "/settings", label: t("frame.settings"), icon: IconSettings },
    ],
  };
}

function useQuarantineCount(me: Me): number {
  const enabled = isAtLeast(me, "supervisor");
  return (
    useQuery({ ...request("GET /quarantine", { query: { limit: 100 } }), enabled }).data?.items.length ?? 0
  );
}
