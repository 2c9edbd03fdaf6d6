import type { Voice } from "../../contract.ts";
import { tellEnds } from "../ends/tell-ends.ts";
import { tellRecordings } from "../ends/tell-recordings.ts";
import { fetchRecording } from "../fetch-recording.ts";
import type { RunningNumber } from "../running-number.ts";
import { callerIds } from "./caller-ids.ts";
import { changeRole } from "./change-role.ts";
import { dial } from "./dial.ts";
import { drop } from "./drop.ts";
import { hangUp } from "./hang-up.ts";
import { hold } from "./hold.ts";
import { join } from "./join.ts";
import { pass } from "./pass.ts";
import { record } from "./record.ts";
import { steer } from "./steer.ts";

export const createVoice = (running: RunningNumber): Voice => ({
  account: running.context.settings.accountSid,
  steer: (call, steps) => steer(running, call, steps),
  join: (call, leg, options) => join(running, call, leg, options),
  hold: (call, options) => hold(running, call, options),
  drop: (call, leg) => drop(running, call, leg),
  changeRole: (call, leg) => changeRole(running, call, leg),
  hangUp: (call) => hangUp(running, call),
  dial: (call) => dial(running, call),
  callerIds: () => callerIds(running),
  record: (call, state) => record(running, call, state),
  tellEnds: (call, legs) => tellEnds(running, call, legs),
  tellRecordings: (call) => tellRecordings(running, call),
  fetchRecording: (recording, keep) => fetchRecording(running, recording, keep),
  pass: (personId) => pass(running, personId),
});
