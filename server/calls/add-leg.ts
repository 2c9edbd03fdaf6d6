import { and, eq, isNull, ne } from "drizzle-orm";
import { callLegs } from "../../db/schema/calls.ts";
import { people } from "../../db/schema/people.ts";
import { queues } from "../../db/schema/routing.ts";
import { giveSight } from "../conversations/give-sight.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Tx } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { beginLeg } from "./begin-leg.ts";
import { changeOwnCall } from "./change-own-call.ts";
import type { HeldCall, LegRow } from "./hold-call.ts";
import { getOwnLeg, isOpen, mostLegs } from "./legs.ts";
import { getTransferNumber } from "./outgoing/get-transfer-number.ts";
import { refuseUnanswered } from "./outgoing/refuse-unanswered.ts";
import { setHeld } from "./set-held.ts";

interface AddLeg {
  access: Access;
  callId: string;
  to: { kind: "person"; personId: string } | { kind: "number"; number: string };
  /** Whoever asks goes as soon as they are connected. */
  leaves: boolean;
  /** The caller is on hold meanwhile, and hears neither. */
  talksFirst?: boolean;
}

const ringSeconds = 30;

/** Brings a colleague or a telephone into a call. @throws AppError `invalid`, `conflict` where they cannot come */
export async function addLeg(
  deps: Deps,
  { access, callId, to, leaves, talksFirst = false }: AddLeg,
): Promise<void> {
  const number =
    to.kind === "number" ? await getTransferNumber(deps, { access, callId, written: to.number }) : "";
  await changeOwnCall(deps, { access, callId }, async (tx, held) => {
    const own = getOwnLeg(held, access.personId);
    refuseUnanswered(held);
    // Of who listens or whispers nobody is to learn by a refusal either.
    if (held.legs.filter(isTalking).length >= mostLegs) throw new AppError("conflict", "This call is full.");
    const party = to.kind === "person" ? await colleague(tx, held, to.personId) : telephone(held, number);
    if (to.kind === "person") {
      const place = { conversationId: held.conversation.id, actorId: access.personId };
      await giveSight(tx, place, [to.personId], "shared");
    }
    if (talksFirst) setHeld(held, true);
    const leg = { ...party, byLegId: own.id, takesPlace: leaves };
    const callerId = await findCallerId(tx, held.call.queueId);
    await beginLeg(tx, held, leg, { timeoutSeconds: ringSeconds, callerId });
  });
}

async function colleague(tx: Tx, { legs }: HeldCall, personId: string) {
  const [person] = await tx.db
    .select({ name: people.name, hasPhone: people.hasPhone })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.removedAt)))
    .for("no key update");
  if (!person) throw refusal("personId", "is nobody here");
  if (legs.some((leg) => leg.personId === personId && isTalking(leg)))
    throw new AppError("conflict", `${person.name} is in this call already.`);
  const [other] = await tx.db
    .select({ id: callLegs.id })
    .from(callLegs)
    .where(and(eq(callLegs.personId, personId), ne(callLegs.state, "ended")))
    .limit(1);
  if (other) throw new AppError("conflict", `${person.name} is in another call.`);
  if (!person.hasPhone) throw new AppError("conflict", `${person.name}'s phone is not ready.`);
  return { personId };
}

function telephone({ legs }: HeldCall, number: string) {
  if (legs.some((leg) => leg.number === number && isOpen(leg)))
    throw new AppError("conflict", "This number is in the call already.");
  return { number };
}

const isTalking = (leg: LegRow) => leg.role === "talk" && isOpen(leg);

async function findCallerId(tx: Tx, queueId: string | null): Promise<string | null> {
  if (!queueId) return null;
  const [queue] = await tx.db
    .select({ callerId: queues.callerId })
    .from(queues)
    .where(eq(queues.id, queueId));
  return queue?.callerId ?? null;
}

const refusal = (field: string, why: string) =>
  new AppError("invalid", "Nobody can be called there.", { fields: { [`to.${field}`]: why } });
