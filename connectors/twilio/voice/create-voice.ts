import type { Voice } from "../../contract.ts";
import type { Carrier } from "../carrier.ts";
import { fetchRecording } from "../fetch-recording.ts";
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

export const createVoice = (carrier: Carrier): Voice => ({
  account: carrier.context.settings.accountSid,
  steer: (call, steps) => steer(carrier, call, steps),
  join: (call, leg, options) => join(carrier, call, leg, options),
  hold: (call, options) => hold(carrier, call, options),
  drop: (call, leg) => drop(carrier, call, leg),
  changeRole: (call, leg) => changeRole(carrier, call, leg),
  hangUp: (call) => hangUp(carrier, call),
  dial: (call) => dial(carrier, call),
  callerIds: () => callerIds(carrier),
  record: (call, state) => record(carrier, call, state),
  fetchRecording: (recording, keep) => fetchRecording(carrier, recording, keep),
  pass: (personId) => pass(carrier, personId),
});
