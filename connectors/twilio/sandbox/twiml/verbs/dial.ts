import { elementsIn, textIn } from "../read-xml.ts";
import { endpointIn, type Verb } from "../stage.ts";
import { dialConference } from "./dial-conference.ts";
import { dialParties } from "./dial-parties.ts";

export const dial: Verb = async (scene, verb) => {
  const nouns = elementsIn(verb);
  const conference = nouns.find(({ name }) => name === "Conference");
  const parties = nouns.filter(({ name }) => name === "Number" || name === "Client");
  const plain = { name: "Number", attributes: {}, children: [textIn(verb)] };
  const fields = conference
    ? await dialConference(scene, verb, conference)
    : await dialParties(scene, verb, parties.length > 0 ? parties : [plain]);
  const { action, method } = verb.attributes;
  return action === undefined ? undefined : { to: endpointIn(scene, action, method), fields };
};
