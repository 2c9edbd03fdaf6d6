import { and, eq, isNotNull, isNull, or } from "drizzle-orm";
import type { ArrivingCall, CallStep } from "../../connectors/contract.ts";
import { calls } from "../../db/schema/calls.ts";
import type { Deps } from "../lib/deps.ts";
import { storedSteps } from "./stored-steps.ts";

/** What a call is at that the hub has taken in already, or placed itself; undefined where it is new, or its caller comes back. */
export async function findSteps(
  { db }: Pick<Deps, "db">,
  channelId: string,
  { externalId, isAwaited }: ArrivingCall,
): Promise<CallStep[] | undefined> {
  const isHere = and(isNotNull(calls.flowState), isAwaited ? undefined : isNull(calls.lostAt));
  const [call] = await db
    .select({ steps: calls.steps })
    .from(calls)
    .where(
      and(
        eq(calls.channelId, channelId),
        eq(calls.externalId, externalId),
        or(eq(calls.direction, "out"), isHere),
      ),
    );
  return call && storedSteps(call);
}
