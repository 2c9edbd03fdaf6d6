import { wait } from "../../clock.ts";
import { numberIn, type Verb } from "../stage.ts";

export const pause: Verb = async (scene, verb) => {
  await wait(scene.exchange.clock, numberIn(verb, "length", 1) * 1000, scene.signal);
  return undefined;
};
