import type { CallDoor } from "../../connectors/contract.ts";
import type { CallLane } from "../ingest/create-call-lane.ts";
import type { Deps } from "../lib/deps.ts";
import { keyText } from "../lib/plain-text.ts";
import type { FindWait } from "../routing/engine/find-wait.ts";
import { arrive } from "./arrive.ts";
import { fillInTick } from "./fill-in-tick.ts";
import { tellLeg } from "./legs/tell-leg.ts";
import { tellReach } from "./lost/tell-reach.ts";
import { claimMeeting } from "./meeting/claim-meeting.ts";
import { tellMeeting } from "./meeting/tell-meeting.ts";
import { tellDialled } from "./outgoing/tell-dialled.ts";
import { keepPiece } from "./recordings/keep-piece.ts";
import { tellRecording } from "./recordings/tell-recording.ts";
import { tell } from "./tell.ts";

/** What a channel's connector tells the hub of its calls. */
export const createCallDoor =
  (deps: Deps, { lane, findWait }: { lane: CallLane; findWait: FindWait }) =>
  (channelId: string): CallDoor => ({
    arrive: (call) => arrive(deps, { lane, channelId, call }),
    async tell(name, input) {
      const call = keyText(name);
      const filled = await fillInTick(deps, findWait, { channelId, call, input });
      return tell(deps, { channelId, call, input: filled });
    },
    tellLeg: (legId, change) => tellLeg(deps, { channelId, legId, change }),
    tellDialled: (callId, externalId) =>
      tellDialled(deps, { channelId, callId, externalId: keyText(externalId) }),
    tellReach: (call, isReached) => tellReach(deps, { channelId, call: keyText(call), isReached }),
    claimMeeting: (call, meeting) =>
      claimMeeting(deps, { channelId, call: keyText(call), meeting: meeting && keyText(meeting) }),
    tellMeeting: (call, meeting, isThere) =>
      tellMeeting(deps, { channelId, call: keyText(call), meeting: keyText(meeting), isThere }),
    tellRecording: (call, recording) => tellRecording(deps, { channelId, call: keyText(call), recording }),
    keepPiece: (call, piece) => keepPiece(deps, { channelId, call: keyText(call), piece }),
  });
