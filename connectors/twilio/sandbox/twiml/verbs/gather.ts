import { wait } from "../../clock.ts";
import { followDocument } from "../follow-document.ts";
import { promptVerbs } from "../prompt-verbs.ts";
import type { Element } from "../read-xml.ts";
import { elementsIn } from "../read-xml.ts";
import { endpointIn, numberIn, type Scene, type Verb } from "../stage.ts";

export const gather: Verb = async (scene, verb) => {
  const { digits, finishedOnKey } = await collect(scene, verb);
  if (digits === "" && verb.attributes.actionOnEmptyResult !== "true") return undefined;
  return {
    to: endpointIn(scene, verb.attributes.action, verb.attributes.method),
    fields: { Digits: digits, FinishedOnKey: finishedOnKey, msg: "Gather End" },
  };
};

/** Takes keys while prompts are said, and after them until nothing was pressed for the timeout. */
async function collect(scene: Scene, verb: Element): Promise<{ digits: string; finishedOnKey: string }> {
  const most = numberIn(verb, "numDigits", 0) || Number.POSITIVE_INFINITY;
  const finishOnKey = verb.attributes.finishOnKey ?? "#";
  const timeoutMs = numberIn(verb, "timeout", 5) * 1000;
  let digits = "";
  let finishedOnKey = "";
  let pressed = new AbortController();
  const done = () => finishedOnKey !== "" || digits.length >= most;
  const stopListening = scene.call.keys.listen((key) => {
    if (done()) return;
    if (finishOnKey.includes(key)) finishedOnKey = key;
    else digits += key;
    pressed.abort("pressed");
  });
  /** Until a key comes; false where none came. */
  const untilKey = async (work: (signal: AbortSignal) => Promise<unknown>) => {
    try {
      await work(AbortSignal.any([scene.signal, pressed.signal]));
      return false;
    } catch (error) {
      if (scene.signal.aborted || !pressed.signal.aborted) throw error;
      pressed = new AbortController();
      return true;
    }
  };
  try {
    const prompts = { from: scene.document.from, verbs: elementsIn(verb), faults: [] };
    await untilKey((signal) => followDocument({ ...scene, signal, verbs: promptVerbs }, prompts));
    while (!done() && (await untilKey((signal) => wait(scene.exchange.clock, timeoutMs, signal)))) {}
    return { digits, finishedOnKey };
  } finally {
    stopListening();
  }
}
