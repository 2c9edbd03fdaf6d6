import type { Endpoint } from "../webhooks/send-webhook.ts";
import { fetchDocument } from "./fetch-document.ts";
import { followDocument } from "./follow-document.ts";
import type { Stage } from "./stage.ts";

/** Follows the document at an address and those to which it leads. @throws DocumentError */
export async function followFrom(stage: Stage, from: Endpoint): Promise<"hangUp" | "leave" | undefined> {
  let turn: Awaited<ReturnType<typeof followDocument>> = { to: from };
  while (typeof turn === "object") {
    const fields = { ...stage.fields(), ...turn.fields };
    const document = await fetchDocument(stage.exchange, turn.to, fields);
    stage.signal.throwIfAborted();
    turn = await followDocument(stage, document);
  }
  return turn;
}
