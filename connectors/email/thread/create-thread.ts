import { Worker } from "node:worker_threads";
import { ConnectorError } from "../../contract.ts";
import type { Answers, Question, Said } from "./thread.ts";

/** @throws Error with a sentence where it is no mail, or more than can be read; ConnectorError where none can be */
export type Ask = <About extends keyof Answers>(about: About, bytes: Buffer) => Promise<Answers[About]>;

export interface Limits {
  /** For one mail. */
  longestMs: number;
  memoryMegabytes: number;
  /** So long after its last mail the thread ends, and gives back its memory. */
  idleMs: number;
}

interface Task {
  about: keyof Answers;
  bytes: Buffer;
  isSent: boolean;
  resolve(answer: Answers[keyof Answers]): void;
  reject(error: Error): void;
}

/** The next are there when one is done, and no more than these are in memory twice. */
const ahead = 4;
const youngMegabytes = 16;

/**
 * Reads mails in a thread of its own: the hub goes on meanwhile, and a mail made to take all time or memory fails alone,
 * while those behind it are read by the next thread.
 */
export function createThread({ longestMs, memoryMegabytes, idleMs }: Limits): Ask {
  const tasks: Task[] = [];
  let worker: Worker | undefined;
  let isReady = false;
  let timer: NodeJS.Timeout | undefined;

  function start(): Worker {
    const started = new Worker(new URL("./thread.ts", import.meta.url), {
      name: "mail",
      resourceLimits: {
        maxOldGenerationSizeMb: memoryMegabytes,
        maxYoungGenerationSizeMb: youngMegabytes,
      },
    });
    let cause: NodeJS.ErrnoException | undefined;
    started.on("message", (said: Said) => {
      // One whose time was over may have said something before it ended.
      if (started === worker) take(said);
    });
    started.on("error", (error) => {
      cause = error;
    });
    started.on("exit", () => end(started, wordsOf(cause), cause));
    return started;
  }

  function take(said: Said) {
    if (said === "ready") isReady = true;
    else settle(said);
    sendOn();
    watch();
  }

  function settle(said: Exclude<Said, "ready">) {
    const task = tasks.shift();
    if ("error" in said) task?.reject(new Error(said.error));
    else task?.resolve(withBuffers(said.answer));
  }

  function sendOn() {
    if (!isReady) return;
    for (const task of tasks.slice(0, ahead)) {
      if (task.isSent) continue;
      const bytes = new Uint8Array(task.bytes);
      worker?.postMessage({ about: task.about, bytes } satisfies Question, [bytes.buffer]);
      task.isSent = true;
    }
  }

  /** For the one that is being read, or until there is another. */
  function watch() {
    clearTimeout(timer);
    if (!isReady) return;
    const current = worker;
    if (tasks.length === 0) current?.unref();
    timer = setTimeout(
      () => {
        if (current) end(current, "Reading this mail took too long.");
        void current?.terminate();
      },
      tasks.length > 0 ? longestMs : idleMs,
    ).unref();
  }

  /** What was being read is what ended it; a thread that never began says nothing about any mail. */
  function end(ended: Worker, reason: string, cause?: Error) {
    if (ended !== worker) return;
    clearTimeout(timer);
    worker = undefined;
    const failed = tasks.splice(0, isReady ? 1 : undefined);
    const error = isReady
      ? new Error(reason, { cause })
      : new ConnectorError("unavailable", "Mail cannot be read now.", { cause });
    isReady = false;
    for (const task of failed) task.reject(error);
    for (const task of tasks) task.isSent = false;
    if (tasks.length > 0) worker = start();
  }

  return <About extends keyof Answers>(about: About, bytes: Buffer) =>
    new Promise<Answers[About]>((resolve, reject) => {
      // The answer to this question is of this kind.
      const settled = resolve as Task["resolve"];
      tasks.push({ about, bytes, isSent: false, resolve: settled, reject });
      worker ??= start();
      worker.ref();
      sendOn();
      if (tasks.length === 1) watch();
    });
}

const wordsOf = (cause?: NodeJS.ErrnoException): string =>
  cause?.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? "Reading this mail took too much memory."
    : "Reading this mail failed.";

/** A message from thread to thread carries bytes without their class. */
function withBuffers(answer: Answers[keyof Answers]): Answers[keyof Answers] {
  if (!("mail" in answer)) return answer;
  const parts = answer.mail.parts.map((part) => ({ ...part, content: asBuffer(part.content) }));
  return { ...answer, mail: { ...answer.mail, parts } };
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength);
