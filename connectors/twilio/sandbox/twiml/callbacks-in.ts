import type { RecordingEvent } from "../recordings/recording.ts";
import type { Endpoint } from "../webhooks/send-webhook.ts";
import type { Element } from "./read-xml.ts";
import { endpointIn, type Scene } from "./stage.ts";

/** Who is told of a recording that a verb makes. */
export const recordingCallbackIn = (scene: Scene, verb: Element) =>
  callbackIn<RecordingEvent>(scene, verb, "recordingStatusCallback", "completed");

/** An element's callback by the names of its attributes, with the events that it is to tell of. */
export function callbackIn<Event extends string>(
  scene: Scene,
  element: Element,
  name: string,
  usualEvents: string,
): (Endpoint & { events: Event[] }) | undefined {
  const url = element.attributes[name];
  if (!url) return undefined;
  const events = element.attributes[`${name}Event`] ?? usualEvents;
  return {
    ...endpointIn(scene, url, element.attributes[`${name}Method`]),
    events: events.split(/\s+/) as Event[],
  };
}
