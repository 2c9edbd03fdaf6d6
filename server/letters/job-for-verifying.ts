import type { Jobs } from "../lib/jobs.ts";

type Payload = Jobs["verifySenders"];

export interface JobForVerifying {
  name: "verifySenders";
  payload: Payload;
  runAt: string;
  key: string;
}

/** Of some mailboxes hundreds of mails come in a second, and a job costs more than looking at a mail. */
const spanMs = 1_000;

/** All that is to be looked up within the same second shares one job: the queue joins lists under one key. */
export function jobForVerifying(payload: Payload, notBefore: Date): JobForVerifying {
  const runAt = new Date(Math.ceil(notBefore.getTime() / spanMs) * spanMs).toISOString();
  return { name: "verifySenders", payload, runAt, key: `verifySenders ${runAt}` };
}
