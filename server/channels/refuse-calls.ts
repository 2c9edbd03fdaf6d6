import { type CallDoor, ConnectorError } from "../../connectors/contract.ts";

/** The door of where no calls come in. */
export function refuseCalls(sentence: string): CallDoor {
  const refuse = async () => {
    throw new ConnectorError("rejected", sentence);
  };
  return {
    arrive: refuse,
    tell: refuse,
    tellLeg: refuse,
    tellReach: refuse,
    tellDialled: refuse,
    claimMeeting: refuse,
    tellMeeting: refuse,
    tellRecording: refuse,
    keepPiece: refuse,
  };
}
