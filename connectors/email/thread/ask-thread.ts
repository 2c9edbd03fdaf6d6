import { createThread } from "./create-thread.ts";

/** One for all mailboxes: they have one processor to read on besides the hub's own. */
export const askThread = createThread({ longestMs: 60_000, memoryMegabytes: 512, idleMs: 30_000 });
