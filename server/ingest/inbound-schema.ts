import { z } from "zod";
import type {
  Inbound,
  InboundCall,
  InboundContactDetail,
  InboundMessage,
  InboundReceipt,
  InboundUnreadable,
} from "../../connectors/contract.ts";
import { AppError } from "../lib/app-error.ts";

/** Far above what any provider sends; what is longer than a screen can show is cut later, the ledger keeps it whole. */
export const longestItemBytes = 32 * 1024 * 1024;

const key = z.string().min(1);
const identity = z.object({ kind: z.string().min(1).max(60), address: key });
const identities = z.array(identity).max(50).optional();
const sender = z.object({ identity, proven: identities, claims: identities, name: z.string().optional() });
const file = z.object({ id: z.uuid(), name: z.string(), contentType: z.string(), size: z.number() });
const placedFile = file.extend({ place: z.enum(["inline", "raw"]).optional() });
const correspondent = z.object({ address: key, name: z.string().optional() });
const correspondents = z.array(correspondent).max(2_000);
const envelope = z.object({
  from: correspondent,
  to: correspondents,
  cc: correspondents,
  replyTo: correspondents.optional(),
  own: z.array(key).max(200),
});
const keys = z.array(key).max(200);
const trail = z.object({
  answers: z.array(z.uuid()).max(200),
  isForged: z.boolean().optional(),
  ids: keys,
  references: keys,
  topic: z.string(),
  isAnswer: z.boolean(),
});
const visit = z
  .object({
    page: z.string(),
    pageTitle: z.string(),
    landingPage: z.string(),
    referrer: z.string(),
    language: z.string(),
  })
  .partial();

const message = z.object({
  type: z.literal("message"),
  externalId: key,
  thread: key,
  from: sender,
  text: z.string(),
  subject: z.string().optional(),
  files: z.array(placedFile).max(500).optional(),
  sentAt: z.iso.datetime({ offset: true }).optional(),
  visit: visit.optional(),
  direction: z.enum(["in", "out"]).optional(),
  nature: z.enum(["auto-reply", "bounce", "list", "receipt", "invite"]).optional(),
  html: z.string().optional(),
  envelope: envelope.optional(),
  authenticity: z.enum(["passed", "failed", "unknown"]).optional(),
  trail: trail.optional(),
  marks: z
    .array(z.object({ mark: z.enum(["reusedId", "oversize"]), detail: z.string().optional() }))
    .max(20)
    .optional(),
}) satisfies z.ZodType<Omit<InboundMessage, "raw">>;

const call = z.object({
  type: z.literal("call"),
  externalId: key,
  thread: key,
  from: sender,
  call: key,
  visit: visit.optional(),
}) satisfies z.ZodType<InboundCall>;

const receipt = z.object({
  type: z.literal("receipt"),
  externalId: key,
  messageId: key,
  upTo: z.boolean().optional(),
  state: z.enum(["delivered", "read", "failed"]),
  reason: z.string().optional(),
}) satisfies z.ZodType<InboundReceipt>;

const contactDetail = z.object({
  type: z.literal("contactDetail"),
  externalId: key,
  thread: key,
  from: sender,
  visit: visit.optional(),
}) satisfies z.ZodType<InboundContactDetail>;

const unreadable = z.object({
  type: z.literal("unreadable"),
  externalId: key,
  thread: key,
  reason: z.string().min(1),
  files: z.array(placedFile).max(20),
}) satisfies z.ZodType<InboundUnreadable>;

/** What the ledger keeps as JSON; the provider's own bytes lie beside it. */
export const Item = z.discriminatedUnion("type", [message, call, receipt, contactDetail, unreadable]);
export type Item = z.infer<typeof Item>;

/** @throws AppError invalid, with the path of each field that is wrong. */
export function parseInbound(inbound: Inbound): Item {
  const parsed = Item.safeParse(inbound);
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join("."), issue.message] as const),
  );
  throw new AppError("invalid", "What came in does not have the agreed shape.", { fields });
}
