import { and, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { contacts, conversations, deals, tasks } from "../../db/schema/index.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { refuseStranger } from "../people/refuse-stranger.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";
import { canSeeContactSql } from "../permissions/can-see-contact.ts";
import { canSeeDealSql } from "../permissions/can-see-deal.ts";
import { watchDue } from "./watch-due.ts";

export interface NewTask {
  access: Access;
  title: string;
  dueAt: string | null;
  /** Its maker's when not said. */
  assigneeId?: string | null;
  contactId?: string;
  conversationId?: string;
  dealId?: string;
}

const c = alias(conversations, "c");
const d = alias(deals, "d");
const n = alias(contacts, "n");

/** Makes a task, on a contact, a conversation or a deal that its maker sees. */
export async function makeTask(deps: Deps, input: NewTask): Promise<string> {
  const { access, title, assigneeId = access.personId } = input;
  const dueAt = input.dueAt === null ? null : new Date(input.dueAt);
  return transact(deps, async (tx) => {
    const { contactId, conversationId } = await placeOf(tx, input);
    if (assigneeId) await refuseStranger(tx, assigneeId, "assigneeId");
    const [made] = await tx.db
      .insert(tasks)
      .values({
        title,
        contactId,
        conversationId,
        dealId: input.dealId,
        assigneeId,
        createdBy: access.personId,
        dueAt,
        createdAt: deps.clock.now(),
      })
      .returning({ id: tasks.id });
    if (!made) throw new Error("The task was not made.");
    tx.append({
      type: "task.created",
      conversationId: conversationId ?? undefined,
      actorId: access.personId,
      data: { taskId: made.id, contactId, assigneeId, dueAt: dueAt?.toISOString() ?? null },
    });
    await watchDue(tx, made.id, dueAt);
    return made.id;
  });
}

/** A conversation and a deal bring their contact along. */
async function placeOf(tx: Tx, { access, contactId, conversationId, dealId }: NewTask) {
  const deal = dealId ? await findDeal(tx, access, dealId) : undefined;
  const conversation = conversationId ? await findConversation(tx, access, conversationId) : undefined;
  if (contactId) await findContact(tx, access, contactId);
  const whose = contactId ?? conversation?.contactId ?? deal?.contactId ?? null;
  const isOther = [conversation, deal].some((part) => part && part.contactId !== whose);
  if (isOther) throw refusal("contactId", "is another contact's");
  return { contactId: whose, conversationId: conversationId ?? null };
}

async function findDeal(tx: Tx, access: Access, id: string) {
  const where = and(eq(d.id, id), canSeeDealSql(access));
  const [row] = await tx.db.select({ contactId: d.contactId }).from(d).where(where);
  return row ?? Promise.reject(refusal("dealId", "is no deal"));
}

async function findConversation(tx: Tx, access: Access, id: string) {
  const where = and(eq(c.id, id), canSeeSql(access));
  const [row] = await tx.db.select({ contactId: c.contactId }).from(c).where(where);
  return row ?? Promise.reject(refusal("conversationId", "is no conversation"));
}

async function findContact(tx: Tx, access: Access, id: string) {
  const where = and(eq(n.id, id), isNull(n.joinedTo), canSeeContactSql(access));
  const [row] = await tx.db.select({ id: n.id }).from(n).where(where);
  return row ?? Promise.reject(refusal("contactId", "is no contact"));
}

const refusal = (field: string, why: string) =>
  new AppError("invalid", "The task is on something that is not there.", { fields: { [field]: why } });
