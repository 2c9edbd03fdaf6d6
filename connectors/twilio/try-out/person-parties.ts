import { z } from "zod";
import type { ConnectorContext, LiveMessage } from "../../contract.ts";
import type { TwilioSandbox } from "../sandbox/index.ts";
import type { Handset, Party } from "../sandbox/parties/party.ts";
import { render } from "../sandbox/sound/sound.ts";
import { tone } from "../sandbox/sound/tone.ts";
import { identityOf } from "../voice/identity.ts";
import type { LegFromPerson, LegToPerson } from "../wire.ts";

/** People at the sandbox: what they do there, their browsers say. */
export interface PersonParties {
  /** From now on this person can be rung. */
  admit(personId: string): void;
  receive(legId: string, message: LiveMessage): void;
  stop(): void;
}

interface Joined {
  handset: Handset;
  say(message: LegToPerson): void;
  isAnswered: boolean;
  isHearing: boolean;
  stopTalking?: () => void;
  listening?: NodeJS.Timeout;
}

const personHertz = 440;
const listenEveryMs = 250;
const audible = 0.01;

const Said: z.ZodType<LegFromPerson> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("answer") }),
  z.object({ type: z.literal("mute"), isMuted: z.boolean() }),
  z.object({ type: z.literal("press"), keys: z.string().regex(/^[\d*#]{1,32}$/) }),
  z.object({ type: z.literal("hangUp") }),
]);

export function createPersonParties(
  sandbox: Pick<TwilioSandbox, "answer">,
  person: ConnectorContext<unknown>["person"],
): PersonParties {
  const joined = new Map<string, Joined>();

  const partyOf = (personId: string): Party => ({
    ring(handset) {
      const legId = handset.parameters.leg ?? "";
      const { send } = person(personId, legId);
      const one: Joined = { handset, say: send, isAnswered: false, isHearing: false };
      joined.set(legId, one);
      handset.over.addEventListener("abort", () => {
        quiet(one);
        if (joined.get(legId) === one) joined.delete(legId);
        one.say({ type: "gone" });
      });
      handset.ringing();
    },
  });

  return {
    admit: (personId) => void sandbox.answer(`client:${identityOf(personId)}`, partyOf(personId)),
    receive(legId, message) {
      const one = joined.get(legId);
      const said = Said.safeParse(message).data;
      if (one && said) follow(one, said);
    },
    stop() {
      for (const one of joined.values()) quiet(one);
      joined.clear();
    },
  };
}

function follow(one: Joined, said: LegFromPerson) {
  if (said.type === "answer") answer(one);
  else if (said.type === "hangUp") one.handset.hangUp();
  else if (!one.isAnswered) return;
  else if (said.type === "mute") talk(one, !said.isMuted);
  else for (const key of said.keys) one.handset.press(key);
}

/** Again where the page was loaded anew, or did not hear that it is connected. */
function answer(one: Joined) {
  if (!one.isAnswered) {
    one.isAnswered = true;
    one.handset.answer();
    talk(one, true);
    one.listening = setInterval(() => listen(one), listenEveryMs);
  }
  one.say({ type: "connected" });
  one.say({ type: "hears", isSomebody: one.isHearing });
}

function talk(one: Joined, is: boolean) {
  one.stopTalking?.();
  one.stopTalking = is ? one.handset.mouth.play(tone(personHertz)) : undefined;
}

function listen(one: Joined) {
  const now = Date.now();
  const isHearing = render(one.handset.ear, now - listenEveryMs, now).some((sample) => sample > audible);
  if (isHearing === one.isHearing) return;
  one.isHearing = isHearing;
  one.say({ type: "hears", isSomebody: isHearing });
}

function quiet(one: Joined) {
  clearInterval(one.listening);
  one.stopTalking?.();
}
