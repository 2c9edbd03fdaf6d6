import twilio from "twilio";
import { startTestApp, type TestApp } from "../test-app.ts";
import { type SandboxOptions, startTwilioSandbox, type TwilioSandbox } from "./index.ts";
import { readWav } from "./sound/wav.ts";
import { type TestClock, testClock } from "./test-clock.ts";

export const accountSid = `AC${"0123456789abcdef".repeat(2)}`;
export const authToken = "a-token-of-the-account";
export const ourNumber = "+4930555001";
export const theirNumber = "+4917655501";
export const agent = "client:agent_ana";

/** A sandbox whose time is wound by hand, an application behind its number, and the official client. */
export interface TestSetting {
  sandbox: TwilioSandbox;
  app: TestApp;
  client: twilio.Twilio;
  clock: TestClock;
  /** Lets seconds of the sandbox pass. */
  pass(seconds: number): Promise<void>;
  /** What is heard on a finished recording's channels. */
  listen(recordingSid: string, query?: string): Promise<Float32Array[]>;
  stop(): Promise<void>;
}

export async function startTestSetting(options: Partial<SandboxOptions> = {}): Promise<TestSetting> {
  const clock = testClock();
  const sandbox = await startTwilioSandbox({
    accountSid,
    authToken,
    numbers: [ourNumber],
    clock,
    ...options,
  });
  const app = await startTestApp(authToken);
  const client = clientOf(sandbox);
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: ourNumber });
  await client
    .incomingPhoneNumbers(number?.sid ?? "")
    .update({ voiceUrl: `${app.url}/voice`, statusCallback: `${app.url}/ended` });
  return {
    sandbox,
    app,
    client,
    clock,
    pass: (seconds) => clock.advance(seconds * 1000),
    async listen(recordingSid, query = "") {
      const response = await fetchMedia(sandbox, recordingSid, query);
      if (!response.ok) throw new Error(`The recording's file: ${response.status}`);
      const wav = readWav(Buffer.from(await response.arrayBuffer()));
      if (!wav) throw new Error("The recording is no WAV.");
      return wav.channels;
    },
    async stop() {
      await sandbox.stop();
      await app.stop();
    },
  };
}

export function clientOf(sandbox: TwilioSandbox, token = authToken): twilio.Twilio {
  const client = twilio(accountSid, token);
  client.api.baseUrl = sandbox.url;
  return client;
}

export function fetchMedia(sandbox: TwilioSandbox, recordingSid: string, query = ""): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  return fetch(`${sandbox.url}/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}.wav${query}`, {
    headers: { authorization },
  });
}
