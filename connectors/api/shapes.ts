import { z } from "zod";

/** Keys and addresses are looked up as they are, so they hold no character that the database cannot keep. */
const key = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes("\0"), "holds characters that cannot be kept");

const identity = z.strictObject({
  kind: key(40).regex(/^[a-z][a-zA-Z0-9-]*$/, "must be a word such as phone, email or visitor"),
  address: key(320),
});

const from = z.strictObject({
  identity,
  proven: z.array(identity).max(20).optional(),
  claims: z.array(identity).max(20).optional(),
  name: z.string().max(200).optional(),
});

const link = z.string().max(2_000).optional();
const visit = z.strictObject({
  page: link,
  pageTitle: z.string().max(300).optional(),
  landingPage: link,
  referrer: link,
  language: z.string().max(40).optional(),
});

const file = z.strictObject({
  name: z.string().min(1).max(255),
  contentType: z.string().max(200).default("application/octet-stream"),
  /** Base64. */
  content: z.base64(),
});

const message = z.strictObject({
  type: z.literal("message"),
  externalId: key(300),
  thread: key(300),
  from,
  text: z.string().max(100_000),
  subject: z.string().max(1_000).optional(),
  files: z.array(file).max(20).optional(),
  sentAt: z.iso.datetime({ offset: true }).optional(),
  visit: visit.optional(),
});

const receipt = z.strictObject({
  type: z.literal("receipt"),
  externalId: key(300),
  messageId: key(300),
  upTo: z.boolean().optional(),
  state: z.enum(["delivered", "read", "failed"]),
  reason: z.string().max(1_000).optional(),
});

const contactDetail = z.strictObject({
  type: z.literal("contactDetail"),
  externalId: key(300),
  thread: key(300),
  from,
  visit: visit.optional(),
});

const item = z.discriminatedUnion("type", [message, receipt, contactDetail]);

/** What the door takes: one item, or up to a hundred. */
export type Item = z.infer<typeof item>;

const items = z.array(item).min(1).max(100);

/** @returns the items, or path of a field → what is wrong with it. */
export function parseItems(body: unknown): { items: Item[] } | { fields: Record<string, string> } {
  const parsed = Array.isArray(body) ? items.safeParse(body) : item.safeParse(body);
  if (parsed.success) return { items: Array.isArray(parsed.data) ? parsed.data : [parsed.data] };
  return {
    fields: Object.fromEntries(
      parsed.error.issues.map((issue) => [issue.path.join(".") || "body", issue.message]),
    ),
  };
}
