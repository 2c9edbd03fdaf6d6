import { afterEach, expect, test } from "vitest";
import { channelId } from "./fake-context.ts";
import { twilio } from "./index.ts";
import { accountSid, authToken, ourNumber } from "./sandbox/test-setting.ts";
import { startTestHub, type TestHub } from "./test-hub.ts";
import { usual } from "./test-script.ts";

let hub: TestHub | undefined;

afterEach(async () => {
  await hub?.stop();
  hub = undefined;
});

const list = (settings: object, id?: string) =>
  twilio.list!(settings, "number", { id, publicUrl: hub?.publicUrl ?? "https://hub.example" });

test("the account's numbers are listed, each with where its calls go", async () => {
  hub = await startTestHub(usual);
  const set = async (number: string, to: object) => {
    hub?.sandbox.addNumber(number);
    const [found] = await hub!.client.incomingPhoneNumbers.list({ phoneNumber: number });
    await hub!.client.incomingPhoneNumbers(found!.sid).update(to);
  };
  const application = await hub.client.applications.create({ voiceUrl: "https://elsewhere.example" });
  await set("+4930555002", { voiceUrl: "https://elsewhere.example/answer" });
  await set("+4930555003", { voiceUrl: `${hub.publicUrl}/api/v1/channels/another/inbound/voice` });
  await set("+4930555004", { voiceApplicationSid: application.sid });
  await set("+4930555005", { friendlyName: "Spare" });

  const account = { accountSid, authToken, apiUrl: hub.sandbox.url };
  expect(await list(account, channelId)).toEqual([
    { value: ourNumber, label: ourNumber, detail: "Its calls come here" },
    { value: "+4930555002", label: "+4930555002", detail: "Its calls go to elsewhere.example" },
    { value: "+4930555003", label: "+4930555003", detail: "Its calls go to another channel of this hub" },
    { value: "+4930555004", label: "+4930555004", detail: "Its calls go to an application at Twilio" },
    { value: "+4930555005", label: "Spare", detail: "Its calls go nowhere yet" },
  ]);
  expect((await list(account))[0]).toMatchObject({ detail: "Its calls go to another channel of this hub" });
});

test("they are not listed before it is said whose they are, or with a wrong token", async () => {
  await expect(list({ accountSid })).rejects.toMatchObject({
    kind: "rejected",
    message: "Enter the account SID and the auth token first.",
  });
  hub = await startTestHub(usual);
  const wrong = { accountSid, authToken: "another", apiUrl: hub.sandbox.url };
  await expect(list(wrong)).rejects.toMatchObject({ kind: "unauthorized" });
});

test("without an account there are invented ones", async () => {
  expect((await list({ isTryOut: true })).map(({ value }) => value)).toContain("+442079460101");
});
