import { promptVerbs } from "./prompt-verbs.ts";
import type { VerbTable } from "./stage.ts";
import { dial } from "./verbs/dial.ts";
import { enqueue } from "./verbs/enqueue.ts";
import { gather } from "./verbs/gather.ts";
import { record } from "./verbs/record.ts";
import { reject } from "./verbs/reject.ts";

/** All that may be done with a call. `<Leave>` counts only where a call waits in a queue. */
export const callVerbs: VerbTable = {
  ...promptVerbs,
  Gather: gather,
  Dial: dial,
  Enqueue: enqueue,
  Record: record,
  Reject: reject,
  Hangup: async () => "hangUp",
};
