import { textIn } from "../read-xml.ts";
import { endpointIn, type Verb } from "../stage.ts";

export const redirect: Verb = async (scene, verb) => ({
  to: endpointIn(scene, textIn(verb), verb.attributes.method),
});
