import { access } from "./access.ts";
import { board } from "./board.ts";
import { callFlows } from "./call-flows.ts";
import { calls } from "./calls.ts";
import { card } from "./card.ts";
import { channels } from "./channels.ts";
import { common } from "./common.ts";
import { contacts } from "./contacts.ts";
import { deals } from "./deals.ts";
import { dial } from "./dial.ts";
import { errors } from "./errors.ts";
import { files } from "./files.ts";
import { frame } from "./frame.ts";
import { inbox } from "./inbox.ts";
import { letters } from "./letters.ts";
import { palette } from "./palette.ts";
import { people } from "./people.ts";
import { phone } from "./phone.ts";
import { quarantine } from "./quarantine.ts";
import { queues } from "./queues.ts";
import { recordings } from "./recordings.ts";
import { reports } from "./reports.ts";
import { settings } from "./settings.ts";
import { setup } from "./setup.ts";
import { signIn } from "./sign-in.ts";
import { tasks } from "./tasks.ts";
import { work } from "./work.ts";

/** Every word of the app in English; a file per feature. */
export const en = {
  access,
  board,
  callFlows,
  calls,
  card,
  channels,
  common,
  contacts,
  deals,
  dial,
  errors,
  files,
  frame,
  inbox,
  letters,
  palette,
  people,
  phone,
  quarantine,
  queues,
  recordings,
  reports,
  settings,
  setup,
  signIn,
  tasks,
  work,
} as const;
