import { expect, test } from "vitest";
import { checkFields } from "./check-fields.ts";
import { description } from "./description.ts";
import { RestError } from "./rest-error.ts";
import { routes } from "./routes.ts";

const none = new URLSearchParams();
const said = (text: string) => new URLSearchParams(text);
const callSid = `CA${"0".repeat(32)}`;

test.each([
  [
    "POST Calls",
    "From=%2B4930555001&To=%2B4917655501&Url=https%3A%2F%2Fhub.example%2Fvoice%23rc%3D2&Timeout=20",
  ],
  [
    "POST Calls",
    "From=a&To=b&StatusCallbackEvent=ringing&StatusCallbackEvent=completed&Twiml=%3CResponse%2F%3E",
  ],
  ["POST Conferences/:conferenceSid/Participants/:callSid", `Coaching=true&CallSidToCoach=${callSid}`],
  ["POST Calls/:callSid/Recordings/:sid", "Status=paused&PauseBehavior=silence"],
  ["GET Calls", "Status=in-progress&StartTime%3E=2026-01-05T09:00:00Z&PageSize=50"],
])("%s takes %s", (route, text) => {
  const fields = route.startsWith("GET")
    ? { query: said(text), form: none }
    : { query: none, form: said(text) };
  expect(() => checkFields(route, fields)).not.toThrow();
});

test.each([
  ["POST Calls", "From=a&To=b&Colour=red", "Colour"],
  ["POST Calls", "From=a", "To is required"],
  ["POST Calls", "From=a&To=b&To=c", "To is there 2 times"],
  ["POST Calls", "From=a&To=b&Timeout=soon", "Timeout cannot be"],
  ["POST Calls", "From=a&To=b&StatusCallback=nowhere", "StatusCallback cannot be"],
  ["POST Calls/:callSid", "Status=over", "Status cannot be"],
  ["POST Calls/:callSid/Recordings/:sid", "PauseBehavior=silence", "Status is required"],
  ["POST Conferences/:conferenceSid/Participants/:callSid", "Muted=yes", "Muted cannot be"],
  ["POST Conferences/:conferenceSid/Participants/:callSid", "CallSidToCoach=ana", "CallSidToCoach cannot be"],
  ["DELETE Recordings/:sid", "Status=deleted", "Status is nothing"],
])("%s refuses %s", (route, text, words) => {
  const check = () => checkFields(route, { query: none, form: said(text) });
  expect(check).toThrow(RestError);
  expect(check).toThrow(words);
});

test("what belongs into a form is refused in a query, and the other way round", () => {
  expect(() => checkFields("POST Queues", { query: said("FriendlyName=a"), form: none })).toThrow(
    "wrong place",
  );
  expect(() => checkFields("GET Queues", { query: none, form: said("PageSize=5") })).toThrow("wrong place");
});

test("nothing is described that there is not", () => {
  expect(Object.keys(description).filter((route) => !(route in routes))).toEqual([]);
});
