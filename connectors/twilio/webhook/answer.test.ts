import twilioSdk from "twilio";
import { afterEach, expect, test } from "vitest";
import { ConnectorError } from "../../contract.ts";
import { authToken, ourNumber, theirNumber } from "../sandbox/test-setting.ts";
import { createTestDoor } from "../test-door.ts";
import { base, startTestHub, startTestLine, type TestHub, type TestLine } from "../test-hub.ts";
import { usual } from "../test-script.ts";

let line: TestLine;

afterEach(() => line.stop());

/** Twilio itself says something. */
async function say(path: string, fields: Record<string, string>, method = "POST") {
  const url = `${line.publicUrl}${base}${path}`;
  const signature = twilioSdk.getExpectedTwilioSignature(authToken, url, fields);
  const response = await fetch(url, {
    method,
    headers: { "x-twilio-signature": signature },
    body: method === "GET" ? null : new URLSearchParams(fields),
  });
  return { status: response.status, document: await response.text() };
}

const incoming = {
  CallSid: "CA1",
  From: theirNumber,
  To: ourNumber,
  Direction: "inbound",
  CallStatus: "ringing",
};

test("only posts are taken, at addresses that are there", async () => {
  line = await startTestHub(usual);
  expect((await say("/voice", {}, "GET")).status).toBe(405);
  expect((await say("/nowhere", incoming)).status).toBe(404);
  expect((await say("/voice", incoming)).status).toBe(200);
});

test.each([
  "+266696687",
  "anonymous",
  "",
  "sip:ann@example.com",
])("who calls as '%s' is nobody known", async (From) => {
  const hub: TestHub = await startTestHub(usual);
  line = hub;
  await say("/voice", { ...incoming, From });
  expect(hub.door.arrived[0]?.from).toEqual({ identity: { kind: "unverified-caller", address: "CA1" } });
});

test("a name that the network knows comes along", async () => {
  const hub = await startTestHub(usual);
  line = hub;
  await say("/voice", { ...incoming, CallerName: "ANN EXAMPLE" });
  expect(hub.door.arrived[0]?.from.name).toBe("ANN EXAMPLE");
});

test.each([
  ["4", [{ type: "recorded", seconds: 4 }, { type: "hungUp" }]],
  ["0", [{ type: "hungUp" }]],
])("who hangs up after %s seconds of a message has left it only where something was said", async (seconds, told) => {
  const hub = await startTestHub(usual);
  line = hub;
  await say("/voice", incoming);
  await say("/voice/steps?turn=1", { ...incoming, CallStatus: "in-progress", Digits: "1" });
  await say("/voice/recorded?turn=3", {
    ...incoming,
    CallStatus: "completed",
    Digits: "hangup",
    RecordingDuration: seconds,
  });
  expect(hub.door.told).toMatchObject([{ type: "digits" }, ...told]);
});

test("where the hub takes no calls they are rejected", async () => {
  const door = createTestDoor(usual);
  line = await startTestLine({
    ...door,
    arrive: async () => {
      throw new ConnectorError("rejected", "This channel takes no calls.");
    },
  });
  expect(await say("/voice", incoming)).toEqual({
    status: 200,
    document: `<?xml version="1.0" encoding="UTF-8"?><Response><Reject/></Response>`,
  });
});

test("where the hub is in trouble Twilio is told so, and asks again", async () => {
  const door = createTestDoor(usual);
  line = await startTestLine({
    ...door,
    arrive: async () => {
      throw new Error("The database is away.");
    },
  });
  expect((await say("/voice", incoming)).status).toBe(500);
});

test("a transfer to a number says when it is answered, and lets the caller go when that is over", async () => {
  const to = { kind: "number", number: "+4940111", timeoutSeconds: 20 } as const;
  const hub = await startTestHub((input) => {
    if (input.type === "arrived") return [{ type: "connect", turn: 1, to }];
    if (input.type === "timedOut") return [{ type: "hangUp", reason: "finished" }];
    return input.type === "accepted" ? [{ type: "connect", turn: 1, to }] : undefined;
  });
  line = hub;
  hub.sandbox.answer("+4940111", { afterMs: 2000, script: "talk 5 s, hang up" });
  hub.sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "talk" });
  await hub.pass(4);
  expect(hub.door.told).toEqual([{ type: "accepted" }]);
  await hub.pass(10);
  expect(hub.door.isOver).toBe(true);
  expect(hub.door.told.map(({ type }) => type)).not.toContain("timedOut");
});

test("a transfer to a number that is busy goes on as the flow says", async () => {
  const to = { kind: "number", number: "+4940111", timeoutSeconds: 20 } as const;
  const hub = await startTestHub((input) => {
    if (input.type === "arrived") return [{ type: "connect", turn: 1, to }];
    return input.type === "timedOut" ? [{ type: "hangUp", reason: "finished" }] : undefined;
  });
  line = hub;
  hub.sandbox.answer("+4940111", "busy");
  hub.sandbox.placeCall({ from: theirNumber, to: ourNumber, script: "talk" });
  await hub.pass(5);
  expect(hub.door.told).toEqual([{ type: "timedOut", turn: 1 }, { type: "hungUp" }]);
});
