import type { Outbound, Sent } from "../../connectors/contract.ts";

/** How a channel's answers leave this node. */
export type Route =
  | {
      way: "open";
      send(message: Outbound): Promise<Sent>;
      refusesDuplicates: boolean;
      /** Whether its messages have a subject, recipients and formatted text. */
      letters: boolean;
      /** Takes the channel's secrets out of what is shown. */
      scrub<Value>(value: Value): Value;
    }
  /** Another node holds its connection. */
  | { way: "elsewhere" }
  /** Not now; perhaps later. */
  | { way: "down"; reason: string; refusesDuplicates: boolean }
  /** Not without a person who changes something. */
  | { way: "closed"; reason: string };
