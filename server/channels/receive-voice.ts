import { and, eq, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { CallRef, LegRef, LiveMessage, Voice } from "../../connectors/contract.ts";
import { callLegs, calls } from "../../db/schema/calls.ts";
import { legRefOf } from "../calls/legs/legs.ts";
import { nameBeside } from "../calls/supervise/name-beside.ts";
import type { Deps } from "../lib/deps.ts";

export type ReceiveVoice = (said: { personId: string; legId: string; message: LiveMessage }) => Promise<void>;

/** Hands on what a person's browser says, but only about a leg of theirs that goes on. */
export const createVoiceReceiver =
  (deps: Pick<Deps, "db">, voiceOf: (channelId: string) => Voice | undefined): ReceiveVoice =>
  async ({ personId, legId, message }) => {
    const found = await findLeg(deps, personId, legId);
    if (found) await voiceOf(found.channelId)?.receive?.(found.call, found.leg, message);
  };

const beside = alias(callLegs, "beside");

async function findLeg(
  { db }: Pick<Deps, "db">,
  personId: string,
  legId: string,
): Promise<{ channelId: string; call: CallRef; leg: LegRef } | undefined> {
  const [row] = await db
    .select({ call: calls, leg: callLegs, beside: { id: beside.id, personId: beside.personId } })
    .from(callLegs)
    .innerJoin(calls, eq(calls.id, callLegs.callId))
    .leftJoin(beside, eq(beside.id, callLegs.byLegId))
    .where(
      and(
        eq(callLegs.id, legId),
        eq(callLegs.personId, personId),
        ne(callLegs.state, "ended"),
        ne(calls.stage, "ended"),
      ),
    );
  if (!row?.call.externalId) return undefined;
  const { id, externalId, channelId } = row.call;
  const leg = nameBeside(row.beside ? [row.beside] : [], legRefOf(row.leg));
  return { channelId, call: { id, externalId }, leg };
}
