import { useQuery } from "@tanstack/react-query";
import { request } from "../../../lib/api.ts";
import { isAtLeast, useMe } from "../../../lib/session.ts";
import { useMyWork } from "../../../lib/work.ts";

/** What people have in hand, as far as this person may know it: their own, and for a supervisor that of the board. */
export function useLoads(isAsked: boolean): Map<string, number> {
  const me = useMe();
  const mine = useMyWork();
  const { data } = useQuery({
    ...request("GET /board"),
    enabled: isAsked && isAtLeast(me, "supervisor"),
    staleTime: 5_000,
  });
  const loads = new Map(data?.people.map(({ personId, load }) => [personId, load]));
  if (mine) loads.set(me.id, mine.load);
  return loads;
}
