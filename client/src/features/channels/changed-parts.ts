import type { Channel } from "../../../../server/contract/channels.ts";
import type { Args } from "../../lib/api-types.ts";

/** What the form holds. A secret is never read back; one that is left out stays as it is. */
export function valuesOf({
  name,
  settings,
  secretsSet,
  rules,
  queueId,
  callFlowId,
  teamIds,
  officeHours,
}: Channel) {
  const open = Object.entries(settings).filter(([key]) => !secretsSet.includes(key));
  return { name, settings: Object.fromEntries(open), rules, queueId, callFlowId, teamIds, officeHours };
}

type Values = ReturnType<typeof valuesOf>;

/** Only what was changed here is sent, so that nothing of what somebody else changed meanwhile is undone. */
export function changedParts(start: Values, values: Values): Args<"PATCH /channels/:id">["body"] {
  const { settings, ...rest } = values;
  const parts = Object.entries(rest).filter(
    ([key, value]) => !isSame(value, start[key as keyof typeof rest]),
  );
  const changed = Object.entries(settings).filter(([key, value]) => !isSame(value, start.settings[key]));
  return {
    ...Object.fromEntries(parts),
    ...(changed.length > 0 && { settings: Object.fromEntries(changed) }),
  };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
