import { setTimeout as delay } from "node:timers/promises";
import twilio from "twilio";
import { account, type Line } from "./calls-house.ts";

export interface Sending {
  url: string;
  lines: Line[];
  waiting: Line;
  /** Calls that wait all the while. */
  waitingCalls: number;
  calls: number;
  perSecond: number;
}

/**
 * `node calls-sender.ts SENDING`: Twilio's side of calls that come at an even pace and are hung up after some seconds, while
 * others wait; prints a line when those wait, and in the end when each call was said first.
 */
const { url, lines, waiting, waitingCalls, calls, perSecond }: Sending = JSON.parse(process.argv[2] ?? "");
const tickEveryMs = 10_000;
const [shortestMs, longestMs] = [3_000, 7_000];
const sentAt: Record<number, number> = {};
const stopping = new AbortController();
const { signal } = stopping;
process.once("SIGTERM", () => stopping.abort());

const waiters = Array.from({ length: waitingCalls }, (_, nth) => calls + nth);
for (const nth of waiters) await say(nth, waiting, "/voice", { CallStatus: "ringing" });
process.stdout.write("waiting\n");
await Promise.all([...waiters.map(keepWaiting), callAll()]);
process.stdout.write(`${JSON.stringify(sentAt)}\n`);

/** As Twilio asks again whenever the music is over. */
async function keepWaiting(call: number) {
  await delay(Math.random() * tickEveryMs);
  while (!signal.aborted) {
    await say(call, waiting, "/wait", { CallStatus: "in-progress", QueueSid: `QU${"0".repeat(32)}` });
    await delay(tickEveryMs, undefined, { signal }).catch(() => {});
  }
}

async function callAll() {
  const begun = performance.now();
  const going: Promise<void>[] = [];
  for (let nth = 0; nth < calls && !signal.aborted; nth++) {
    await delay(Math.max(0, begun + (nth * 1_000) / perSecond - performance.now()));
    going.push(call(nth));
  }
  await Promise.all(going);
}

async function call(nth: number) {
  const line = lines[nth % lines.length]!;
  sentAt[nth] = performance.timeOrigin + performance.now();
  await say(nth, line, "/voice", { CallStatus: "ringing" });
  await delay(shortestMs + Math.random() * (longestMs - shortestMs));
  await say(nth, line, "/status", { CallStatus: "completed" });
}

async function say(nth: number, { channelId, number }: Line, path: string, said: Record<string, string>) {
  const address = `${url}/api/v1/channels/${channelId}/inbound${path}`;
  const fields: Record<string, string> = {
    AccountSid: account.accountSid,
    ApiVersion: "2010-04-01",
    CallSid: `CA${String(nth).padStart(32, "0")}`,
    CallerName: `§${nth}§`,
    Direction: "inbound",
    From: `+4915${String(10_000_000 + nth)}`,
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
