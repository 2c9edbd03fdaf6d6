import { fileSound } from "../sound/file-sound.ts";
import type { Document } from "./document.ts";
import { hear, type Stage, type Turn } from "./stage.ts";

/** Does what a document says, until one of its verbs leads elsewhere. */
export async function followDocument(stage: Stage, document: Document): Promise<Turn> {
  const { exchange, call } = stage;
  for (const message of document.faults)
    exchange.errors.push({ code: 12200, message, callSid: call.sid, url: document.from?.url ?? "" });
  if (document.sound) {
    const { sound, ms } = fileSound(document.sound, exchange.clock.now());
    stage.beforeVerb?.("Play");
    await hear(stage, sound, ms);
  }
  for (const element of document.verbs) {
    const verb = stage.verbs[element.name];
    if (!verb) continue;
    stage.signal.throwIfAborted();
    stage.beforeVerb?.(element.name);
    const turn = await verb({ ...stage, document }, element);
    if (turn) return turn;
  }
  return undefined;
}
