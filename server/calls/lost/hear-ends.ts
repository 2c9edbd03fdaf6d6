import { and, eq, getTableColumns, isNotNull, ne } from "drizzle-orm";
import { callLegs, calls } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import type { LegRow } from "../hold-call.ts";
import { isOpen, legRefOf } from "../legs/legs.ts";
import { losePhoneless } from "../legs/lose-phoneless.ts";
import { endUncarried } from "./end-uncarried.ts";

type Needs = Pick<Deps, "db" | "carriers" | "log">;

interface GoingOn {
  id: string;
  externalId: string;
  channelId: string;
  legs: LegRow[];
}

const atOnce = 8;

/** Asks carriers what is over: they try to tell it a few times only, and a call must not go on here alone. */
export async function hearEnds(deps: Deps, stopping: AbortSignal): Promise<void> {
  await endUncarried(deps, stopping);
  // What could not be done as their phones went.
  await losePhoneless(deps);
  const going = await findGoingOn(deps);
  const away = new Set<string>();
  for (let from = 0; from < going.length && !stopping.aborted; from += atOnce) {
    await Promise.all(going.slice(from, from + atOnce).map((call) => hear(deps, call, away)));
  }
}

async function findGoingOn({ db }: Needs): Promise<GoingOn[]> {
  const { id, externalId, channelId, stage } = calls;
  const rows = await db
    .select({ call: { id, externalId, channelId }, leg: getTableColumns(callLegs) })
    .from(calls)
    .leftJoin(callLegs, and(eq(callLegs.callId, id), isNotNull(callLegs.externalId)))
    .where(and(ne(stage, "ended"), isNotNull(externalId)));
  return [...Map.groupBy(rows, ({ call }) => call.id).values()].flatMap((some) => {
    const [first] = some;
    const legs = some.flatMap(({ leg }) => (leg && isOpen(leg) ? [leg] : []));
    return first?.call.externalId ? [{ ...first.call, externalId: first.call.externalId, legs }] : [];
  });
}

/** A carrier that cannot be asked is left in peace until the next time. */
async function hear(
  { carriers, log }: Needs,
  { id, externalId, channelId, legs }: GoingOn,
  away: Set<string>,
): Promise<void> {
  if (away.has(channelId)) return;
  const refs = legs.map((leg) => legRefOf(leg));
  try {
    await carriers.voiceOf(channelId)?.tellEnds?.({ id, externalId }, refs);
  } catch (err) {
    away.add(channelId);
    log.warn({ err, channelId }, "A carrier did not say how its calls stand; it is asked again soon");
  }
}
