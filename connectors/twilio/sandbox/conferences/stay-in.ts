import { forever } from "../clock.ts";
import type { Exchange } from "../exchange.ts";
import { beep } from "./beep.ts";
import type { Participant } from "./conference.ts";
import { leave } from "./leave.ts";
import { participantFields, tell } from "./tell.ts";
import { wire } from "./wire.ts";

/** Joins, and stays until the conference lets the participant go; rejects where the call itself leaves. */
export async function stayIn(
  exchange: Exchange,
  participant: Participant,
  signal: AbortSignal,
): Promise<void> {
  const released = participant.released.signal;
  join(exchange, participant);
  try {
    await forever(AbortSignal.any([signal, released]));
  } catch (reason) {
    if (!released.aborted) throw reason;
  } finally {
    leave(
      exchange,
      participant,
      signal.reason === "ended" ? "participant_hung_up" : "participant_updated_via_api",
    );
  }
}

function join(exchange: Exchange, participant: Participant): void {
  const { conference } = participant;
  participant.isJoined = true;
  tell(exchange, conference, "participant-join", participantFields(participant));
  const joined = conference.participants.filter(({ isJoined }) => isJoined);
  if (
    conference.status === "init" &&
    joined.length > 1 &&
    joined.some(({ startsOnEnter }) => startsOnEnter)
  ) {
    conference.status = "in-progress";
    conference.updatedAt = exchange.clock.now();
    tell(exchange, conference, "conference-start");
  }
  wire(exchange, conference);
  if (participant.beepsOnEnter) beep(exchange, conference);
}
