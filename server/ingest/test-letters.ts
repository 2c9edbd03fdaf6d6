import type { Correspondent, InboundMessage, Trail } from "../../connectors/contract.ts";

export interface LetterValues extends Partial<Pick<Trail, "topic" | "isAnswer" | "isForged" | "answers">> {
  from: string;
  cc?: string[];
  references?: string[];
  text?: string;
  nature?: InboundMessage["nature"];
  authenticity?: InboundMessage["authenticity"];
}

/** People and ids of one test's own. */
export interface LetterWorld {
  name: string;
  at(person: string): string;
  idOf(letter: string): string;
  /** A letter to us that is named `id`; each is a new one. */
  letter(id: string, values: LetterValues): InboundMessage;
}

const us: Correspondent = { address: "help@shop.test" };
let made = 0;

export function letterWorld(): LetterWorld {
  const name = `w${++made}`;
  const at = (person: string) => `${person}@${name}.test`;
  const idOf = (letter: string) => `<${name}-${letter}@mail.test>`;
  return {
    name,
    at,
    idOf,
    letter(
      id,
      { from, cc = [], references = [], nature, authenticity, text = "Hello", ...trail },
    ): InboundMessage {
      const externalId = `${name}-${id}-${++made}`;
      return {
        type: "message",
        externalId,
        thread: externalId,
        from: { identity: { kind: "email", address: at(from) }, name: from },
        text,
        subject: trail.topic ?? "Lamp",
        envelope: {
          from: { address: at(from) },
          to: [us],
          cc: cc.map((person) => ({ address: at(person) })),
          own: [us.address],
        },
        trail: {
          answers: [],
          ids: [idOf(id)],
          references: references.map(idOf),
          topic: "lamp",
          isAnswer: false,
          ...trail,
        },
        ...(nature && { nature }),
        ...(authenticity && { authenticity }),
      };
    },
  };
}

/** What makes of a letter one that somebody of ours sent from elsewhere. */
export const sentTo = (address: string) => ({
  direction: "out" as const,
  envelope: { from: us, to: [{ address }], cc: [], own: [us.address] },
});
