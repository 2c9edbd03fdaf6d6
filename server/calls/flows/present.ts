import type { CallFlow } from "../../contract/call-flows.ts";
import { fileUrl } from "../../files/file-info.ts";
import { unreachableOf } from "../flow/unreachable-of.ts";
import type { CallFlowRow, Sound } from "./queries.ts";

export function presentCallFlow({ row, sounds }: { row: CallFlowRow; sounds: Sound[] }): CallFlow {
  const { id, name, version, entry, nodes, updatedAt } = row;
  return {
    id,
    name,
    version,
    entry,
    nodes,
    unreachable: unreachableOf({ entry, nodes }),
    sounds: sounds.map((sound) => ({ ...sound, url: fileUrl(sound.id) })),
    updatedAt: updatedAt.toISOString(),
  };
}
