import { z } from "zod";
import { At, Id, page, paging, text, words } from "./common.ts";
import { Conversation } from "./conversations.ts";
import type { Endpoints } from "./endpoint.ts";
import { Deal, Task } from "./sales.ts";
import { Source } from "./sources.ts";

export const Identity = z
  .object({ id: Id, kind: z.string(), address: z.string(), isProven: z.boolean() })
  .meta({ id: "Identity" });
export type Identity = z.infer<typeof Identity>;

export const Company = z.object({ id: Id, name: z.string() }).meta({ id: "Company" });
export type Company = z.infer<typeof Company>;

export const Contact = z
  .object({
    id: Id,
    name: z.string().nullable(),
    company: Company.nullable(),
    identities: z.array(Identity),
    source: Source.nullable(),
    fields: z.record(z.string(), z.string()),
    lastSeenAt: At.nullable(),
    createdAt: At,
    version: z.number(),
  })
  .meta({ id: "Contact" });
export type Contact = z.infer<typeof Contact>;

/** Everything on one person: only what the asker may see. */
export const ContactCard = z
  .object({
    contact: Contact,
    deals: z.array(Deal),
    tasks: z.array(Task),
    /** On all channels, newest first. */
    conversations: z.array(Conversation),
    /** Cards that have, proven, an address that this contact only claims. */
    suggestions: z.array(z.object({ contact: Contact, identity: Identity })),
  })
  .meta({ id: "ContactCard" });
export type ContactCard = z.infer<typeof ContactCard>;

const byId = z.object({ id: Id });
const tag = "Contacts";
const read = { tag, scope: "contacts:read" } as const;
const write = { tag, scope: "contacts:write" } as const;
/** Several in one query string, with commas between them. */
const ids = z
  .string()
  .max(4_000)
  .transform((value) => value.split(","))
  .pipe(z.array(Id).max(100));
const fields = z
  .record(words(60), text(2000))
  .refine((value) => Object.keys(value).length <= 100, "too many fields");

export const contactEndpoints = {
  "GET /contacts": {
    summary: "Contacts, newest first, or those that match `q`",
    ...read,
    query: z.object({ q: text(200).optional(), ...paging }),
    response: page(Contact),
  },
  "POST /contacts": {
    summary: "Make a contact",
    ...write,
    body: z
      .object({
        name: words(200),
        company: words(200).nullable().default(null),
        identities: z
          .array(z.object({ kind: z.enum(["email", "phone"]), address: text(254) }).strict())
          .max(20)
          .default([]),
        fields: fields.default({}),
      })
      .strict(),
    response: Contact,
    status: 201,
  },
  "GET /contacts/:id": { summary: "One client card", ...read, params: byId, response: ContactCard },
  "PATCH /contacts/:id": {
    summary: "Change name, company or fields",
    ...write,
    params: byId,
    body: z
      .object({ name: text(200).trim().nullable(), company: words(200).nullable(), fields })
      .partial()
      .strict(),
    response: Contact,
  },
  "POST /contacts/:id/identities": {
    summary: "Add a way to reach a contact; a person's word counts as proven",
    ...write,
    params: byId,
    body: z.object({ kind: z.enum(["email", "phone"]), address: text(254) }).strict(),
    response: Contact,
    status: 201,
  },
  "DELETE /contacts/:id/identities/:identityId": {
    summary: "Remove an identity",
    ...write,
    params: z.object({ id: Id, identityId: Id }),
    response: Contact,
  },
  "POST /contacts/:id/join": {
    summary: "Join this card to another contact's, whose card it then is",
    ...write,
    params: byId,
    body: z.object({ contactId: Id }).strict(),
    response: z.object({ undoId: Id, contact: Contact }),
    status: 201,
  },
  "GET /companies": {
    summary:
      "Companies of contacts that one sees, by name: all, those whose name holds `q`, or those of `ids`",
    ...read,
    query: z.object({ q: text(200).optional(), ids: ids.optional(), ...paging }),
    response: page(Company),
  },
} as const satisfies Endpoints;
