import type { CallStep } from "../../contract.ts";
import type { RunningNumber } from "../running-number.ts";
import { type Scene, soundsIn } from "./scene.ts";

/** With the addresses of all sounds in the steps. */
export async function sceneFor(
  { context, queue, at }: RunningNumber,
  callSid: string,
  steps: CallStep[] = [],
): Promise<Scene> {
  const ids = [...new Set(soundsIn(steps))];
  const sounds = new Map(await Promise.all(ids.map(async (id) => [id, await context.soundUrl(id)] as const)));
  return { callSid, queue, at, sound: (fileId) => sounds.get(fileId) ?? "" };
}
