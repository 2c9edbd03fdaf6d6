import { eq } from "drizzle-orm";
import { queues } from "../../../db/schema/routing.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Tx } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { getCalling } from "../../workspace/get-calling.ts";
import { undoOnHold } from "../asks/undo-on-hold.ts";
import { changeOwnCall } from "../change-own-call.ts";
import type { HeldCall } from "../hold-call.ts";
import { getTransferNumber } from "../outgoing/get-transfer-number.ts";
import { refuseTooMany } from "../outgoing/refuse-too-many.ts";
import { refuseUnanswered } from "../outgoing/refuse-unanswered.ts";
import { setOnHold } from "../set-on-hold.ts";
import { beginLeg } from "./begin-leg.ts";
import { chooseOfQueue } from "./choose-of-queue.ts";
import { holdPhone } from "./hold-phone.ts";
import { getOwnLeg, isOpen, mostLegs, talkingOrComing } from "./legs.ts";

interface AddLeg {
  access: Access;
  callId: string;
  to:
    | { kind: "person"; personId: string }
    | { kind: "queue"; queueId: string }
    | { kind: "number"; number: string };
  /** Whoever asks goes as soon as they are connected. */
  leaves: boolean;
  /** The caller is on hold meanwhile, and hears neither. */
  talksFirst?: boolean;
}

const ringSeconds = 30;

/**
 * Brings a colleague, whoever is next in a queue, or a telephone into a call.
 * @throws AppError `invalid`, `conflict` where they cannot come, `rate_limited`
 */
export async function addLeg(
  deps: Deps,
  { access, callId, to, leaves, talksFirst = false }: AddLeg,
): Promise<void> {
  const telephone =
    to.kind === "number" ? await getTransferNumber(deps, { access, callId, written: to.number }) : undefined;
  const failed = await changeOwnCall(deps, { access, callId }, async (tx, held) => {
    const own = getOwnLeg(held, access.personId);
    refuseUnanswered(held);
    // A refusal must not give away who listens or whispers.
    if (talkingOrComing(held).length >= mostLegs) throw new AppError("conflict", "This call is full.");
    const party =
      to.kind === "number"
        ? await outside(tx, held, { number: telephone?.number ?? "", personId: access.personId })
        : await colleague(tx, held, to.kind === "queue" ? await chooseOfQueue(tx, held, to) : to.personId);
    if (talksFirst) setOnHold(held, true);
    const leg = { ...party, byLegId: own.id, takesPlace: leaves, talksFirst };
    const callerId = await findCallerId(tx, held.call, telephone?.callerIds ?? []);
    await beginLeg(tx, held, leg, { timeoutSeconds: ringSeconds, callerId });
  });
  await undoOnHold(deps, callId, failed);
}

async function colleague(tx: Tx, { call }: HeldCall, personId: string) {
  const phone = await holdPhone(tx, personId);
  if (!phone) throw refusal("personId", "is nobody here");
  const { name, hasPhone, legs } = phone;
  if (legs.some(({ callId, role }) => callId === call.id && role === "talk"))
    throw new AppError("conflict", `${name} is in this call already.`);
  if (legs.some(({ callId }) => callId !== call.id))
    throw new AppError("conflict", `${name} is in another call.`);
  // Whoever listens to this call looks like somebody whose phone is not ready, so that nobody learns of it.
  if (!hasPhone || legs.length > 0) throw new AppError("conflict", `${name} cannot come now.`);
  return { personId };
}

/** Whoever brings one in talks in this call alone, and its lock is held: they cannot bring in two at once. */
async function outside(
  tx: Tx,
  { legs, now }: HeldCall,
  { number, personId }: { number: string; personId: string },
) {
  if (legs.some((leg) => leg.number === number && isOpen(leg)))
    throw new AppError("conflict", "This number is in the call already.");
  const { callsPerHour } = await getCalling(tx);
  await refuseTooMany(tx, { personId, callsPerHour, now });
  return { number };
}

/** The queue's, where the channel has that number; else the channel's own. */
async function findCallerId(
  tx: Tx,
  { queueId }: HeldCall["call"],
  callerIds: readonly string[],
): Promise<string | null> {
  if (!queueId || callerIds.length === 0) return null;
  const [queue] = await tx.db
    .select({ callerId: queues.callerId })
    .from(queues)
    .where(eq(queues.id, queueId));
  return callerIds.find((one) => one === queue?.callerId) ?? null;
}

const refusal = (field: string, why: string) =>
  new AppError("invalid", "Nobody can be called there.", { fields: { [`to.${field}`]: why } });
