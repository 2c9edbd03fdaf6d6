import { asArrays, fromArrays } from "../../db/row-arrays.ts";
import { contactChanges, identities, newContacts } from "./contact-tables.ts";
import {
  answered,
  conversationChanges,
  conversationTags,
  newConversations,
  participants,
} from "./conversation-tables.ts";
import { calls, entries, files, interactions, sentElsewhere } from "./interaction-tables.ts";
import { jobs } from "./job-table.ts";
import { letters, trailMarks } from "./letter-tables.ts";
import type { NewJob } from "./new-job.ts";
import { closedTasks, deals, freedDeals, freedTasks, tasks } from "./sale-tables.ts";
import { type Statement, statementOf, type Table } from "./table.ts";
import { workItemChanges, workItems } from "./work-item-tables.ts";
import type { Writes } from "./writes.ts";

/** From so many tables on, one statement for all of them, whatever of it is empty, is quicker than one for each. */
const manyTables = 5;

export function statementsOf(writes: Writes, newJobs: NewJob[]): Statement[] {
  const usual: object[][] = [
    writes.contacts,
    writes.contactChanges,
    writes.identities,
    writes.conversations,
    writes.conversationChanges,
    writes.interactions,
    writes.deals,
    writes.tasks,
    writes.workItems,
    newJobs,
  ];
  return [
    ...usualStatements(usual),
    ...statementOf(entries, writes.entries),
    ...statementOf(sentElsewhere, writes.sentElsewhere),
    ...statementOf(answered, writes.answeredIds.map(asRow)),
    ...statementOf(calls, writes.calls),
    ...statementOf(letters, writes.letters),
    ...statementOf(trailMarks, writes.trailMarks),
    ...statementOf(participants, writes.participants),
    ...statementOf(conversationTags, writes.tags),
    ...statementOf(files, writes.files),
    ...statementOf(freedDeals, writes.freedDealIds.map(asRow)),
    ...statementOf(freedTasks, writes.freedTaskIds.map(asRow)),
    ...statementOf(closedTasks, writes.closedTaskIds.map(asRow)),
    ...statementOf(workItemChanges, writes.workItemChanges),
  ];
}

const asRow = (id: string) => ({ id });

function usualStatements(usual: object[][]): Statement[] {
  const filled = usual.filter((rows) => rows.length > 0).length;
  if (filled >= manyTables) return [{ ...together, values: usualValues(usual) }];
  return usualTables.flatMap((table, nth) => statementOf(table, usual[nth] ?? []));
}

const usualValues = (usual: object[][]) =>
  usual.flatMap((rows, nth) => asArrays(rows, usualTables[nth]?.columns ?? {}));

const usualTables = [
  newContacts,
  contactChanges,
  identities,
  newConversations,
  conversationChanges,
  interactions,
  deals,
  tasks,
  workItems,
  jobs,
];

// Foreign keys are checked when all of it is written. The jobs are added only because they are counted.
const together = {
  name: "ingest-together",
  text: `with ${usualTables.map(part).join(",\n")} select * from "jobs"`,
};

function part({ name, columns, sql }: Table, nth: number): string {
  const before = usualTables.slice(0, nth).flatMap((table) => Object.keys(table.columns)).length;
  return `"${name}" as (${sql(fromArrays(columns, before + 1))})`;
}
