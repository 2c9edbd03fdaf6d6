import { voices } from "../../sound/tone.ts";
import { textIn } from "../read-xml.ts";
import { hear, numberIn, type Verb } from "../stage.ts";

const msPerWord = 400;
const endlessLoops = 1000;

export const say: Verb = async (scene, verb) => {
  const words = textIn(verb).split(/\s+/).filter(Boolean).length;
  const times = numberIn(verb, "loop", 1) || endlessLoops;
  await hear(scene, voices.speech, words * msPerWord * times);
  return undefined;
};
