import type { CallFlowNode } from "../../contract/call-flows.ts";
import type { Prompt } from "../../contract/prompt.ts";
import type { Flow } from "./flow.ts";

/** An uploaded file that a flow names, and the field that names it. */
interface NamedSound {
  fileId: string;
  field: string;
}

export const soundsOf = (flow: Pick<Flow, "nodes">): NamedSound[] =>
  Object.entries(flow.nodes).flatMap(([id, node]) =>
    soundsOfNode(node).map(({ fileId, field }) => ({ fileId, field: `nodes.${id}.${field}` })),
  );

function soundsOfNode(node: CallFlowNode): NamedSound[] {
  switch (node.type) {
    case "hours":
    case "transfer":
      return [];
    case "menu":
      return [...soundOf("prompt", node.prompt), ...soundOf("wrong", node.wrong)];
    case "queue":
      return [
        ...(node.music ? [{ fileId: node.music, field: "music" }] : []),
        ...soundOf("callback.prompt", node.callback?.prompt ?? null),
      ];
    default:
      return soundOf("prompt", node.prompt);
  }
}

const soundOf = (field: string, prompt: Prompt | null): NamedSound[] =>
  prompt?.type === "play" ? [{ fileId: prompt.fileId, field: `${field}.fileId` }] : [];
