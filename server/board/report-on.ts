import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { leads } from "../permissions/can-see-deal.ts";
import { addTo, noTally, type Tally } from "./floor/tally.ts";
import { readSettings, type Settings } from "./queries.ts";
import { type KeyedTally, type ReportQuery, readReport } from "./read-report.ts";
import type { Wanted } from "./wanted-tallies.ts";

export interface Report {
  by: ReportQuery["by"];
  timeZone: string;
  rows: KeyedTally[];
  total: Tally;
}

const longestDays = 1_100;
const dayMs = 86_400_000;

/** What happened on some days, in the queues and to the people that somebody leads. */
export async function reportOn(
  deps: Pick<Deps, "db">,
  { access, query }: { access: Access; query: ReportQuery },
): Promise<Report> {
  refuseBadDays(query);
  const settings = await readSettings(deps);
  refuseUnlessLed(access, query, settings);
  const { timeZone } = settings;
  const rows = await readReport(deps, { access, timeZone, ...query });
  const total = noTally();
  for (const row of rows) addTo(total, row);
  return { by: query.by, timeZone, rows, total };
}

function refuseBadDays({ from, to }: ReportQuery) {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days < 1)
    throw new AppError("invalid", "These days are not right.", { fields: { to: "is before the first day" } });
  if (days <= longestDays) return;
  throw new AppError("invalid", "These are too many days.", {
    fields: { to: `is more than ${longestDays} days after the first` },
  });
}

/** Those of nobody are no one's to refuse. */
export function refuseUnlessLed(
  access: Access,
  { queueId, channelId, personId }: Wanted,
  { teamIdsOf }: Pick<Settings, "teamIdsOf">,
) {
  if (access.role === "admin") return;
  if (isOne(queueId) && !access.queueIds.includes(queueId)) throw notFound("queue");
  if (channelId !== undefined && !access.channelIds.includes(channelId)) throw notFound("channel");
  if (isOne(personId) && !leads(access, teamIdsOf(personId))) throw notFound("person");
}

const isOne = (id: string | undefined): id is string => id !== undefined && id !== "none";
