import { join } from "node:path";
import type { Inbound } from "../../connectors/contract.ts";
import { startScript } from "../script.ts";

export interface IngestNode {
  /** External ids that it has acknowledged. */
  accepted: Set<string>;
  /** What it logged, warnings and worse. */
  log(): string;
  send(messages: Inbound[]): void;
  kill(): Promise<void>;
  /** Lets it finish what it has; gives its exit code. */
  end(): Promise<number | null>;
}

export async function spawnNode(url: string, channelId: string): Promise<IngestNode> {
  const script = startScript(join(import.meta.dirname, "node.ts"), url, channelId);
  await script.says("started");
  const accepted = new Set<string>();
  script.lines.on("line", (line) => void accepted.add(line));
  return {
    accepted,
    log: script.log,
    send(messages) {
      script.process.stdin.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(""));
    },
    kill: script.kill,
    end() {
      script.process.stdin.end();
      return script.ended;
    },
  };
}
