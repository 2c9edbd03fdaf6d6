import type { CallFlowNode } from "../../contract/call-flows.ts";

/** A way on from a node: where it leads, the field that says so, and whether the caller passes it without being asked. */
interface Target {
  next: string;
  field: string;
  isPassing: boolean;
}

export function targetsOf(node: CallFlowNode): Target[] {
  switch (node.type) {
    case "say":
      return [passing("next", node.next)];
    case "hours":
      return [passing("open", node.open), passing("closed", node.closed)];
    case "menu":
      return [
        ...node.choices.map(({ next }, nth) => asked(`choices.${nth}.next`, next)),
        asked("otherwise", node.otherwise),
      ];
    case "queue":
      return [
        ...(node.callback ? [asked("callback.next", node.callback.next)] : []),
        ...(node.overflow ? [asked("overflow.next", node.overflow.next)] : []),
      ];
    case "voicemail":
      return [asked("next", node.next)];
    case "transfer":
      return [asked("otherwise", node.otherwise)];
    case "callback":
    case "hangUp":
      return [];
  }
}

const passing = (field: string, next: string): Target => ({ field, next, isPassing: true });
const asked = (field: string, next: string): Target => ({ field, next, isPassing: false });
