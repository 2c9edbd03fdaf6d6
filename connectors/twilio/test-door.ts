import type { ArrivingCall, CallDoor, CallInput, CallStep, LegChange } from "../contract.ts";

/** What the flow does next; undefined where an input leads nowhere. */
export type Script = (input: CallInput, steps: CallStep[]) => CallStep[] | undefined;

/** The hub's judgement of what a carrier tells, by the contract: what comes twice, late or out of order changes nothing. */
export interface TestDoor extends CallDoor {
  arrived: ArrivingCall[];
  /** What changed something, in its order. */
  told: CallInput[];
  legs: Map<string, LegChange>;
  isOver: boolean;
  /** A connected party was gone while the caller was there: the hub would send the caller back to the queue. */
  hasLost: boolean;
  steps: CallStep[];
  /** Where the caller is, or was brought to. */
  meeting: string | undefined;
  /** All that was said, whether or not it changed anything. */
  heard: number;
}

const rank = { ringing: 1, connected: 2, ended: 3 };

export function createTestDoor(script: Script): TestDoor {
  const door: TestDoor = {
    arrived: [],
    told: [],
    legs: new Map(),
    isOver: false,
    hasLost: false,
    steps: [],
    meeting: undefined,
    heard: 0,
    async arrive(call) {
      door.heard++;
      if (door.arrived.length === 0) {
        door.arrived.push(call);
        door.steps = script({ type: "arrived" }, []) ?? [];
      }
      return door.isOver ? [] : door.steps;
    },
    async tell(call, input) {
      door.heard++;
      const isKnown = door.arrived.length === 0 || call === door.arrived[0]?.externalId;
      const isLate = "turn" in input && input.turn !== turnOf(door.steps);
      if (door.isOver || !isKnown || isLate) return [];
      if (input.type === "hungUp") {
        door.isOver = true;
        for (const leg of door.legs.values()) leg.state = "ended";
        door.told.push(input);
        return [];
      }
      const next = script(input, door.steps);
      if (!next) return [];
      if (input.type !== "tick") door.told.push(input);
      door.steps = next;
      return next;
    },
    async tellLeg(legId, change) {
      door.heard++;
      const before = door.legs.get(legId);
      if (before && rank[before.state] >= rank[change.state]) return;
      const wasConnected = before?.state === "connected";
      if (wasConnected && !door.isOver) door.hasLost = true;
      // Why it was not connected says nothing of one that was.
      door.legs.set(legId, wasConnected ? { state: change.state, externalId: change.externalId } : change);
      if (change.state === "connected" && !door.isOver) {
        door.told.push({ type: "accepted" });
        door.steps = [{ type: "connect", turn: turnOf(door.steps) + 1, to: { kind: "person" } }];
      }
    },
    async tellReach() {},
    async tellDialled() {},
    async claimMeeting(_call, meeting) {
      if (meeting === undefined) return true;
      const isFirst = door.meeting !== meeting;
      door.meeting = meeting;
      return isFirst;
    },
    async tellMeeting(_call, meeting, isThere) {
      if (!isThere && door.meeting === meeting) door.meeting = undefined;
    },
    async tellRecording() {},
    async keepPiece() {},
  };
  return door;
}

function turnOf(steps: CallStep[]): number {
  const last = steps.at(-1);
  return last && "turn" in last ? last.turn : 0;
}
