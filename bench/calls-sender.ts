import { setTimeout as delay } from "node:timers/promises";
import twilio from "twilio";
import { account, type Line } from "./calls-house.ts";

interface Call extends Line {
  sid: string;
  from: string;
  /** By which it is known again in its offer. */
  name: string;
}

export interface Sending {
  url: string;
  calls: Call[];
  /** Those that wait all the while. */
  waiting: Call[];
  perSecond: number;
}

/**
 * `node calls-sender.ts SENDING`: Twilio's side of calls that come at an even pace and are hung up after some seconds, while
 * others wait; prints a line when those wait, and in the end when each call was said first.
 */
const { url, calls, waiting, perSecond }: Sending = JSON.parse(process.argv[2] ?? "");
const tickEveryMs = 10_000;
const [shortestMs, longestMs] = [3_000, 7_000];
const sentAt: Record<number, number> = {};
const stopping = new AbortController();
const { signal } = stopping;
process.once("SIGTERM", () => stopping.abort());

for (const call of waiting) await say(call, "/voice", { CallStatus: "ringing" });
process.stdout.write("waiting\n");
await Promise.all([...waiting.map(keepWaiting), callAll()]);
process.stdout.write(`${JSON.stringify(sentAt)}\n`);

/** As Twilio asks again whenever the music is over. */
async function keepWaiting(call: Call) {
  await delay(Math.random() * tickEveryMs);
  while (!signal.aborted) {
    await say(call, "/wait", { CallStatus: "in-progress", QueueSid: `QU${"0".repeat(32)}` });
    await delay(tickEveryMs, undefined, { signal }).catch(() => {});
  }
}

async function callAll() {
  const begun = performance.now();
  const going: Promise<void>[] = [];
  for (let nth = 0; nth < calls.length && !signal.aborted; nth++) {
    await delay(Math.max(0, begun + (nth * 1_000) / perSecond - performance.now()));
    going.push(make(nth));
  }
  await Promise.all(going);
}

async function make(nth: number) {
  const call = calls[nth]!;
  sentAt[nth] = performance.timeOrigin + performance.now();
  await say(call, "/voice", { CallStatus: "ringing" });
  await delay(shortestMs + Math.random() * (longestMs - shortestMs));
  await say(call, "/status", { CallStatus: "completed" });
}

async function say({ channelId, number, sid, from, name }: Call, path: string, said: Record<string, string>) {
  const address = `${url}/api/v1/channels/${channelId}/inbound${path}`;
  const fields: Record<string, string> = {
    AccountSid: account.accountSid,
    ApiVersion: "2010-04-01",
    CallSid: sid,
    CallerName: name,
    Direction: "inbound",
    From: from,
    To: number,
    ...said,
  };
  const answer = await fetch(address, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      "x-twilio-signature": twilio.getExpectedTwilioSignature(account.authToken, address, fields),
    },
    body: new URLSearchParams(fields),
  });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}
