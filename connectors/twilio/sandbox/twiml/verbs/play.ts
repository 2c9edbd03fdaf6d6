import { wait } from "../../clock.ts";
import { fileSound } from "../../sound/file-sound.ts";
import { keyTone } from "../../sound/tone.ts";
import { fetchSound } from "../fetch-document.ts";
import { textIn } from "../read-xml.ts";
import { endpointIn, hear, numberIn, type Scene, type Verb } from "../stage.ts";

const keyMs = 200;
const pauseMs: Record<string, number> = { w: 500, W: 1000 };
const endlessLoops = 1000;

export const play: Verb = async (scene, verb) => {
  const { digits } = verb.attributes;
  if (digits) await playKeys(scene, digits);
  if (textIn(verb) === "") return undefined;
  const { url } = endpointIn(scene, textIn(verb), "GET");
  const bytes = await fetchSound(scene.exchange, url);
  scene.signal.throwIfAborted();
  for (let left = numberIn(verb, "loop", 1) || endlessLoops; left > 0; left--) {
    const { sound, ms } = fileSound(bytes, scene.exchange.clock.now());
    await hear(scene, sound, Math.max(1, ms));
  }
  return undefined;
};

async function playKeys(scene: Scene, digits: string) {
  for (const key of digits) {
    const sound = keyTone(key);
    if (sound) await hear(scene, sound, keyMs);
    else await wait(scene.exchange.clock, pauseMs[key] ?? 0, scene.signal);
  }
}
