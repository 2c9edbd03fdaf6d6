import { v7 } from "uuid";
import type { Pool } from "../../db/connect.ts";
import { fold, termsOf } from "../../server/search/fold.ts";
import { copyRows } from "./copy-rows.ts";
import { pick } from "./random.ts";
import { type Staff, seedPeople } from "./seed-people.ts";
import { emailOf, messageText, personName, phoneOf } from "./texts.ts";

const perConversation = 3;

/** Fills an empty, migrated database by COPY: half as many contacts as conversations, three messages in each. */
export async function seed(pool: Pool, conversations: number): Promise<Staff> {
  const staff = await seedPeople(pool);
  const plan = planOf(staff, conversations);
  await seedContacts(pool, plan);
  await seedConversations(pool, plan);
  await seedSearch(pool, plan);
  await pool.query("vacuum analyze");
  return staff;
}

interface Plan {
  conversationIds: string[];
  contactIds: string[];
  interactionIds: string[];
  at(conversation: number): string;
  channelOf(conversation: number): string;
  assigneeOf(conversation: number): string | null;
}

function planOf({ adminId, agentId, channelIds }: Staff, conversations: number): Plan {
  const start = Date.now() - conversations * 1_000;
  const ids = (count: number, stepMs: number) =>
    Array.from({ length: count }, (_, nth) => v7({ msecs: start + Math.floor(nth * stepMs), seq: nth }));
  const channelNumber = (nth: number) => pick(nth, 1, channelIds.length);
  return {
    conversationIds: ids(conversations, 1_000),
    contactIds: ids(Math.ceil(conversations / 2), 2_000),
    interactionIds: ids(conversations * perConversation, 1_000 / perConversation),
    at: (nth) => new Date(start + nth * 1_000).toISOString(),
    channelOf: (nth) => channelIds[channelNumber(nth)] ?? "",
    // Every second one waits for somebody; of the agent's channel the others are the agent's.
    assigneeOf: (nth) => (pick(nth, 2, 2) ? null : channelNumber(nth) ? adminId : agentId),
  };
}

async function seedContacts(pool: Pool, { contactIds, at }: Plan): Promise<void> {
  await copyRows(pool, "contacts (id, name, created_at)", contactIds.length, (nth) => [
    contactIds[nth],
    personName(nth),
    at(nth * 2),
  ]);
  await copyRows(
    pool,
    "identities (id, contact_id, kind, address, is_proven)",
    contactIds.length * 2,
    (nth) => [
      v7(),
      contactIds[nth >> 1],
      nth % 2 ? "email" : "phone",
      nth % 2 ? emailOf(nth >> 1) : phoneOf(nth >> 1),
      "t",
    ],
  );
}

async function seedConversations(pool: Pool, plan: Plan): Promise<void> {
  const columns = `id, channel_id, contact_id, thread, status, assignee_id, waiting_since, length, last_interaction_at,
    last_preview, last_direction, snoozed_until, created_at`;
  await copyRows(pool, `conversations (${columns})`, plan.conversationIds.length, (nth) => [
    plan.conversationIds[nth],
    plan.channelOf(nth),
    plan.contactIds[nth >> 1],
    `thread-${nth}`,
    statusOf(nth),
    plan.assigneeOf(nth),
    statusOf(nth) === "open" ? plan.at(nth) : null,
    String(perConversation),
    plan.at(nth),
    "What was said last in this conversation",
    "in",
    statusOf(nth) === "snoozed" ? "2040-01-01T00:00:00Z" : null,
    plan.at(nth),
  ]);
  const of = (nth: number) => Math.floor(nth / perConversation);
  await copyRows(
    pool,
    "interactions (id, conversation_id, position, kind, direction, contact_id, text, created_at)",
    plan.interactionIds.length,
    (nth) => [
      plan.interactionIds[nth],
      plan.conversationIds[of(nth)],
      String(nth % perConversation),
      "message",
      "in",
      plan.contactIds[of(nth) >> 1],
      messageText(nth),
      plan.at(of(nth)),
    ],
  );
}

/** Of a hundred: five open, five pending, one snoozed, the rest resolved; spread over all channels alike. */
function statusOf(nth: number): string {
  const part = Math.floor(nth / 200) % 100;
  return part < 5 ? "open" : part < 10 ? "pending" : part < 11 ? "snoozed" : "resolved";
}

async function seedSearch(pool: Pool, plan: Plan): Promise<void> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
    where indexname in ('search_interactions_terms', 'search_contacts_text')`,
  );
  // Built once at the end: the same indexes, sooner there.
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  await copyRows(
    pool,
    "search_interactions (interaction_id, conversation_id, terms, audience)",
    plan.interactionIds.length,
    (nth) => {
      const of = Math.floor(nth / perConversation);
      const terms = termsOf(messageText(nth)).map((term) => `'${term}'`);
      return [
        plan.interactionIds[nth],
        plan.conversationIds[of],
        terms.join(" "),
        `{${audienceOf(plan, of)}}`,
      ];
    },
  );
  await copyRows(pool, "search_contacts (contact_id, text, audience)", plan.contactIds.length, (nth) => [
    plan.contactIds[nth],
    fold(`${personName(nth)} ${phoneOf(nth)} ${emailOf(nth)}`),
    `{${audienceOf(plan, nth * 2)},${audienceOf(plan, nth * 2 + 1)}}`,
  ]);
  for (const { definition } of rows) await pool.query(definition);
}

function audienceOf({ channelOf, assigneeOf }: Plan, nth: number): string {
  const assignee = assigneeOf(nth);
  return `c:${channelOf(nth)},${assignee ? `p:${assignee}` : `u:${channelOf(nth)}`}`;
}
