import type { CallDoor } from "./contract.ts";

/** A hub that takes every call, and asks nothing of it. */
export const quietDoor: CallDoor = {
  arrive: async () => [],
  tell: async () => [],
  tellLeg: async () => {},
  tellReach: async () => {},
  tellDialled: async () => {},
  claimMeeting: async () => true,
  tellMeeting: async () => {},
  tellRecording: async () => {},
  keepPiece: async () => {},
};
