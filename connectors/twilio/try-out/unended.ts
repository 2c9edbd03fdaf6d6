import type { ConnectorContext } from "../../contract.ts";
import type { Line } from "../sandbox/parties/party.ts";

/** Calls that go on in the sandbox, which end with it: when the channel starts anew, the hub has to hear of that. */
export interface Unended {
  add(line: Line): void;
  /** Says of those of an earlier sandbox that they are over. */
  tell(): Promise<void>;
}

const stateKey = "tryOutCalls";

export function createUnended({
  calls,
  state,
  log,
}: Pick<ConnectorContext<unknown>, "calls" | "state" | "log">): Unended {
  const going = new Set<string>();
  let kept = Promise.resolve();

  function keep() {
    kept = kept
      .then(() => state.set(stateKey, [...going]))
      .catch((err) => log.warn({ err }, "Which pretended calls go on could not be kept"));
  }

  return {
    add({ callSid, over }) {
      going.add(callSid);
      keep();
      over.addEventListener("abort", () => {
        going.delete(callSid);
        keep();
      });
    },
    async tell() {
      const before = await state.get(stateKey);
      for (const callSid of Array.isArray(before) ? before.map(String) : []) {
        await calls
          .tell(callSid, { type: "hungUp" })
          .catch((err) => log.warn({ err, callSid }, "The end of a pretended call could not be told"));
      }
    },
  };
}
