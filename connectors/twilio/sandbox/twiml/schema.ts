import { type Element, elementsIn } from "./read-xml.ts";

interface Shape {
  attributes: string;
  children?: Record<string, Shape>;
}

const say: Shape = { attributes: "voice language loop" };
const play: Shape = { attributes: "loop digits" };
const pause: Shape = { attributes: "length" };
const recorded = "recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent trim";
const told = "statusCallback statusCallbackMethod statusCallbackEvent";

const response: Shape = {
  attributes: "",
  children: {
    Say: say,
    Play: play,
    Pause: pause,
    Gather: {
      attributes: "input action method timeout finishOnKey numDigits actionOnEmptyResult",
      children: { Say: say, Play: play, Pause: pause },
    },
    Dial: {
      attributes: `action method timeout timeLimit callerId record ${recorded}`,
      children: {
        Number: { attributes: told },
        Client: {
          attributes: told,
          children: { Identity: { attributes: "" }, Parameter: { attributes: "name value" } },
        },
        Conference: {
          attributes: `muted beep startConferenceOnEnter endConferenceOnExit participantLabel waitUrl waitMethod record coach ${recorded} ${told}`,
        },
      },
    },
    Enqueue: { attributes: "action method waitUrl waitUrlMethod" },
    Leave: { attributes: "" },
    Record: { attributes: `action method timeout finishOnKey maxLength playBeep ${recorded}` },
    Redirect: { attributes: "method" },
    Hangup: { attributes: "" },
    Reject: { attributes: "reason" },
  },
};

/** What the sandbox does not know in a document, as Twilio's schema validation (12200) would list it. */
export const findFaults = (root: Element): string[] => faultsOf(root, response);

function faultsOf(element: Element, shape: Shape): string[] {
  const known = shape.attributes.split(" ");
  const attributes = Object.keys(element.attributes)
    .filter((name) => !known.includes(name) && !name.startsWith("xml"))
    .map((name) => `<${element.name}> has no attribute ${name}.`);
  const children = elementsIn(element).flatMap((child) => {
    const childShape = shape.children?.[child.name];
    return childShape
      ? faultsOf(child, childShape)
      : [`<${element.name}> cannot have <${child.name}> in it.`];
  });
  return [...attributes, ...children];
}
