import { parentPort } from "node:worker_threads";
import { type AttachedMail, readAttached } from "../parse/read-attached.ts";
import { type Reading, read } from "./reading.ts";

/** What can be asked of the bytes of a mail. */
export interface Answers {
  whole: Reading;
  attached: AttachedMail;
}

export interface Question {
  about: keyof Answers;
  bytes: Uint8Array<ArrayBuffer>;
}

/** The thread's answers come in the order of the questions; first of all it says that it is there. */
export type Said = { answer: Answers[keyof Answers] } | { error: string } | "ready";

let last = Promise.resolve();

parentPort?.on("message", (question: Question) => {
  // One after the other, so that only one is in memory in all its forms.
  last = last.then(() => answer(question));
});
say("ready");

async function answer({ about, bytes }: Question): Promise<void> {
  try {
    const mail = Buffer.from(bytes.buffer);
    if (about === "attached") say({ answer: await readAttached(mail) });
    else sayWhole(await read(mail));
  } catch (error) {
    say({ error: (error instanceof Error && error.message) || "This mail cannot be read." });
  }
}

/** Files are handed over, not copied once more, so nothing else may be in their memory. */
function sayWhole(reading: Reading): void {
  const files = reading.mail.parts.map(({ content }) => new Uint8Array(content));
  const parts = reading.mail.parts.map((part, at) => ({ ...part, content: files[at] as Buffer }));
  const moved = files.map(({ buffer }) => buffer);
  say({ answer: { ...reading, mail: { ...reading.mail, parts } } }, moved);
}

function say(said: Said, moved: ArrayBuffer[] = []): void {
  parentPort?.postMessage(said, moved);
}
