import { afterEach, expect, test } from "vitest";
import { ourNumber } from "./sandbox/test-setting.ts";
import { base, startTestHub, type TestHub } from "./test-hub.ts";
import { usual } from "./test-script.ts";

let hub: TestHub;

afterEach(() => hub?.stop());

async function numberNow() {
  const [number] = await hub.client.incomingPhoneNumbers.list({ phoneNumber: ourNumber });
  return number!;
}

test("a running channel has its number's calls sent to it, and a place where many can wait", async () => {
  hub = await startTestHub(usual);
  expect(await numberNow()).toMatchObject({
    voiceUrl: `${hub.publicUrl}${base}/voice#rc=2&rp=ct,5xx`,
    voiceMethod: "POST",
    voiceFallbackUrl: `${hub.publicUrl}${base}/voice/next#rc=2&rp=ct,5xx`,
    statusCallback: `${hub.publicUrl}${base}/status#rc=2&rp=ct,5xx`,
  });
  expect(await hub.client.queues.list()).toMatchObject([{ maxSize: 5000 }]);
});

test("a check mends what somebody changed, and leaves what is right", async () => {
  hub = await startTestHub(usual);
  const { sid, voiceUrl } = await numberNow();
  const [queue] = await hub.client.queues.list();
  await hub.client.queues(queue!.sid).update({ maxSize: 7 });
  await hub.client.incomingPhoneNumbers(sid).update({ voiceUrl: "https://elsewhere.example" });
  await hub.running.check?.();
  expect((await numberNow()).voiceUrl).toBe(voiceUrl);
  expect(await hub.client.queues.list()).toMatchObject([{ maxSize: 5000 }]);

  const { dateUpdated } = await numberNow();
  await hub.pass(60);
  await hub.running.check?.();
  expect((await numberNow()).dateUpdated).toEqual(dateUpdated);
});

test("a number that the account does not have is told of in the check", async () => {
  await expect(startTestHub(usual, { number: "+4930999999" })).rejects.toMatchObject({
    kind: "rejected",
    message: "This account has no number +4930999999.",
  });
});

test("a number that an application at Twilio has is left to it, and that is said", async () => {
  hub = await startTestHub(usual);
  const { sid } = await numberNow();
  const application = await hub.client.applications.create({ voiceUrl: "https://elsewhere.example" });
  await hub.client.incomingPhoneNumbers(sid).update({ voiceApplicationSid: application.sid });
  await expect(hub.running.check?.()).rejects.toMatchObject({
    kind: "rejected",
    message: `At Twilio ${ourNumber} belongs to an application. Take it out there.`,
  });
});

test("a token that is not the account's is told of", async () => {
  await expect(startTestHub(usual, { authToken: "not-it" })).rejects.toMatchObject({
    kind: "unauthorized",
    message: "Twilio does not know this account with this auth token. (20003)",
  });
});

test("a server that cannot be reached may be tried again", async () => {
  await expect(startTestHub(usual, { apiUrl: "http://127.0.0.1:9" })).rejects.toMatchObject({
    kind: "unavailable",
  });
});
