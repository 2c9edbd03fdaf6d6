import { boardJobs } from "./board/jobs.ts";
import { boardHandlers } from "./board/routes.ts";
import { callFlowsHandlers } from "./calls/flows/routes.ts";
import { callsJobs } from "./calls/jobs.ts";
import type { ListeningPasses } from "./calls/recordings/create-listening-passes.ts";
import { recordingsJobs } from "./calls/recordings/jobs.ts";
import { recordingsHandlers } from "./calls/recordings/routes.ts";
import { callsHandlers } from "./calls/routes.ts";
import { supervisionHandlers } from "./calls/supervise/routes.ts";
import { channelsHandlers } from "./channels/routes.ts";
import { contactsHandlers } from "./contacts/routes.ts";
import { conversationsJobs } from "./conversations/jobs.ts";
import { conversationsHandlers } from "./conversations/routes.ts";
import { dealsHandlers } from "./deals/routes.ts";
import { filesJobs } from "./files/jobs.ts";
import { filesHandlers } from "./files/routes.ts";
import type { Handlers } from "./http/route.ts";
import type { Reread } from "./ingest/release.ts";
import { ingestHandlers } from "./ingest/routes.ts";
import { lettersHandlers } from "./letters/routes.ts";
import type { Deps } from "./lib/deps.ts";
import type { JobHandlers } from "./lib/jobs.ts";
import type { Auth } from "./people/auth.ts";
import { peopleJobs } from "./people/jobs.ts";
import { peopleHandlers } from "./people/routes.ts";
import { queuesJobs } from "./routing/queues/jobs.ts";
import { queuesHandlers } from "./routing/queues/routes.ts";
import { rulesHandlers } from "./routing/rules/routes.ts";
import { skillsHandlers } from "./routing/skills/routes.ts";
import type { ShowState } from "./routing/work/get-my-work.ts";
import { workHandlers } from "./routing/work/routes.ts";
import { searchHandlers } from "./search/routes.ts";
import { tasksJobs } from "./tasks/jobs.ts";
import { tasksHandlers } from "./tasks/routes.ts";
import { workspaceJobs } from "./workspace/jobs.ts";
import { workspaceHandlers } from "./workspace/routes.ts";
import type { FirstChannel } from "./workspace/set-up.ts";

export interface DomainParts {
  auth: Auth;
  firstChannel: FirstChannel;
  passes: ListeningPasses;
  /** Absent where no channels run. */
  reread?: Reread;
  /** Absent where no engine runs. */
  showState?: ShowState;
}

/** What each domain answers under /api/v1. */
export const createHandlers = (deps: Deps, parts: DomainParts): Handlers[] => [
  workspaceHandlers(deps, parts),
  peopleHandlers(deps),
  channelsHandlers(deps),
  conversationsHandlers(deps),
  lettersHandlers(deps),
  contactsHandlers(deps),
  queuesHandlers(deps),
  skillsHandlers(deps),
  rulesHandlers(deps),
  callFlowsHandlers(deps),
  callsHandlers(deps),
  supervisionHandlers(deps),
  recordingsHandlers(deps, parts.passes),
  workHandlers(deps, parts.showState),
  boardHandlers(deps),
  dealsHandlers(deps),
  tasksHandlers(deps),
  filesHandlers(deps),
  searchHandlers(deps),
  ingestHandlers(deps, parts),
];

/** What each domain does later. */
export const createJobs = (deps: Deps): JobHandlers[] => [
  callsJobs(deps),
  conversationsJobs(deps),
  tasksJobs(deps),
  filesJobs(deps),
  peopleJobs(deps),
  workspaceJobs(deps),
  queuesJobs(deps),
  boardJobs(deps),
  recordingsJobs(deps),
];
