import type { CallRef, CallStep, DialledCall, LegRef, Voice } from "../connectors/contract.ts";

type Asked =
  | { ask: "steer"; call: CallRef; steps: CallStep[] }
  | { ask: "join"; call: CallRef; leg: LegRef; timeoutSeconds: number }
  | { ask: "hold"; call: CallRef; isHeld: boolean; music: string | null }
  | { ask: "drop"; call: CallRef; leg: LegRef }
  | { ask: "changeRole"; call: CallRef; leg: LegRef }
  | { ask: "hangUp"; call: CallRef };

export interface FakeVoice extends Voice {
  /** What the hub asked of it, in that order. */
  asked: Asked[];
  /** Those of one kind for one call. */
  of<Ask extends Asked["ask"]>(ask: Ask, callId: string): Extract<Asked, { ask: Ask }>[];
  dialled: DialledCall[];
  /** What it fails with when it is asked to join a leg, or to dial. */
  failure: Error | undefined;
  /** What it fails to do at all. */
  refuses: Set<Asked["ask"]>;
}

/** A provider's side in memory: it does nothing, and remembers what it was asked for. */
export function fakeVoice(): FakeVoice {
  const asked: Asked[] = [];
  const refuses = new Set<Asked["ask"]>();
  const note = (one: Asked) => {
    asked.push(one);
    if (refuses.has(one.ask)) throw new Error(`It refuses to ${one.ask}.`);
  };
  const voice: FakeVoice = {
    asked,
    dialled: [],
    failure: undefined,
    refuses,
    of: <Ask extends Asked["ask"]>(ask: Ask, callId: string) =>
      asked.filter((one): one is Extract<Asked, { ask: Ask }> => one.ask === ask && one.call.id === callId),
    async steer(call, steps) {
      note({ ask: "steer", call, steps });
    },
    async join(call, leg, options) {
      note({ ask: "join", call, leg, ...options });
      if (voice.failure) throw voice.failure;
    },
    async hold(call, options) {
      note({ ask: "hold", call, ...options });
    },
    async drop(call, leg) {
      note({ ask: "drop", call, leg });
    },
    async changeRole(call, leg) {
      note({ ask: "changeRole", call, leg });
      if (voice.failure) throw voice.failure;
    },
    async hangUp(call) {
      note({ ask: "hangUp", call });
    },
    async dial(call) {
      voice.dialled.push(call);
      if (voice.failure) throw voice.failure;
      return { externalId: `dialled ${call.id}` };
    },
    callerIds: async () =>
      ["+4930555001", "+4930777"].map((number) => ({ number, label: `Office ${number}` })),
    pass: async (personId) => ({ data: { personId }, expiresAt: "2040-01-01T00:00:00.000Z" }),
  };
  return voice;
}
