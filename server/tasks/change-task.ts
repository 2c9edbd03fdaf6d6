import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { tasks } from "../../db/schema/index.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { refuseStranger } from "../people/refuse-stranger.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeTaskSql } from "../permissions/can-see-task.ts";
import { watchDue } from "./watch-due.ts";

export interface TaskChanges {
  title?: string;
  dueAt?: string | null;
  assigneeId?: string | null;
  isDone?: boolean;
}

type HeldTask = typeof tasks.$inferSelect;
const t = alias(tasks, "t");

/** Changes what is given; done twice is done once. */
export async function changeTask(
  deps: Deps,
  input: { access: Access; taskId: string } & TaskChanges,
): Promise<void> {
  const { access, taskId, title, assigneeId } = input;
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    const held = await holdTask(tx, access, taskId);
    if (assigneeId) await refuseStranger(tx, assigneeId, "assigneeId");
    const due = input.dueAt === undefined ? undefined : { dueAt: readTime(input.dueAt), overdueAt: null };
    const closing = input.isDone === isDone(held) ? undefined : input.isDone;
    await tx.db
      .update(tasks)
      .set({
        title,
        assigneeId,
        ...due,
        ...(closing !== undefined && {
          doneAt: closing ? now : null,
          doneBy: closing ? access.personId : null,
        }),
        version: held.version + 1,
        updatedAt: now,
      })
      .where(eq(tasks.id, taskId));
    if (due || closing === false) await watchDue(tx, taskId, due ? due.dueAt : held.dueAt);
    announce(tx, access, held, { ...input, isDone: closing });
  });
}

async function holdTask(tx: Tx, access: Access, id: string): Promise<HeldTask> {
  const [row] = await tx.db
    .select()
    .from(t)
    .where(and(eq(t.id, id), canSeeTaskSql(access)))
    .for("no key update");
  if (!row) throw notFound("task");
  return row;
}

function announce(tx: Tx, access: Access, held: HeldTask, changes: TaskChanges) {
  const { title, dueAt, assigneeId, isDone: closing } = changes;
  const event = { conversationId: held.conversationId ?? undefined, actorId: access.personId };
  if (closing === true)
    tx.append({ type: "task.completed", ...event, data: { taskId: held.id, by: "person" } });
  if (closing === false) tx.append({ type: "task.reopened", ...event, data: { taskId: held.id } });
  const isGiven = assigneeId !== undefined && assigneeId !== held.assigneeId;
  if (!isGiven && title === undefined && dueAt === undefined) return;
  const change = isGiven && { assigneeId: { from: held.assigneeId, to: assigneeId } };
  tx.append({ type: "task.updated", ...event, data: { taskId: held.id, ...change } });
}

const isDone = (task: HeldTask) => task.doneAt !== null;

const readTime = (at: string | null) => (at === null ? null : new Date(at));
