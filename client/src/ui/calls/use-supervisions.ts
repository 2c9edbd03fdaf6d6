import { useQuery } from "@tanstack/react-query";
import type { Call } from "../../../../server/contract/calls.ts";
import type { Supervision } from "../../../../server/contract/supervision.ts";
import { request } from "../../lib/api.ts";
import { usePeople } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { clockTime } from "../../lib/time.ts";

/** Who attended a call, how and when, in words; for supervisors. */
export function useSupervisions({ id, answeredAt }: Call): { id: string; words: string }[] {
  const people = usePeople();
  const enabled = isAtLeast(useMe(), "supervisor") && answeredAt !== null;
  const { data = [] } = useQuery({ ...request("GET /calls/:id/supervisions", { params: { id } }), enabled });
  return data.map((supervision) => {
    const name = people.get(supervision.personId)?.name ?? t("common.removedPerson");
    const words = t(`calls.supervised.${supervision.mode}`, { name, span: spanOf(supervision) });
    return { id: supervision.id, words };
  });
}

function spanOf({ startedAt, endedAt }: Supervision): string {
  const from = clockTime(startedAt);
  if (endedAt === null) return t("calls.supervised.since", { from });
  const to = clockTime(endedAt);
  return from === to ? from : t("calls.supervised.span", { from, to });
}
