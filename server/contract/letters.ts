import { z } from "zod";
import { flag, Id, text, words } from "./common.ts";
import type { Endpoints } from "./endpoint.ts";

export const Correspondent = z
  .object({ address: z.string(), name: z.string().optional() })
  .meta({ id: "Correspondent" });
export type Correspondent = z.infer<typeof Correspondent>;

export const Nature = z.enum(["auto-reply", "bounce", "list", "receipt", "invite"]);
export type Nature = z.infer<typeof Nature>;

/** What a message has besides its text where messages are letters. */
export const Letter = z
  .object({
    subject: z.string().nullable(),
    from: Correspondent.nullable(),
    to: z.array(Correspondent),
    cc: z.array(Correspondent),
    bcc: z.array(Correspondent),
    replyTo: z.array(Correspondent),
    /** Which of these addresses are the channel's own. */
    own: z.array(z.string()),
    /** Whether `GET /interactions/:id/html` has it formatted. */
    hasHtml: z.boolean(),
    /** What it is, where nobody said something by it. */
    nature: Nature.nullable(),
    /** How far the sender is who he says he is; null where the provider vouches for that. */
    authenticity: z.enum(["passed", "failed", "unknown"]).nullable(),
    /**
     * `reusedId`: other content came under its id before; `oversize`: only its beginning was kept (detail: bytes);
     * `refused`: the provider did not take it for one of its recipients (detail: who, and why).
     */
    marks: z.array(z.object({ mark: z.string(), detail: z.string().optional() })),
    /** Other channels that got it, too. */
    alsoIn: z.array(Id),
    /** The whole message as it came, to download. */
    rawUrl: z.string().nullable(),
  })
  .meta({ id: "Letter" });
export type Letter = z.infer<typeof Letter>;

/** Wider than a sign-in's: other scripts, and what old systems allow; the server that it is sent by has the last word. */
const Address = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+$/, "is not an email address");

const to = z.object({ address: Address, name: words(200).optional() }).strict();

/** A letter to send. Pictures in the HTML are files that go with it: `<img src="/api/v1/files/ID">`. */
export const LetterDraft = z
  .object({
    subject: text(500),
    to: z.array(to).min(1).max(100),
    cc: z.array(to).max(100).default([]),
    bcc: z.array(to).max(100).default([]),
    html: text(500_000).optional(),
    /** A message of the same conversation that stands below, and whether it is answered or passed on, with its files. */
    quoted: z
      .object({ interactionId: Id, as: z.enum(["answered", "forwarded"]) })
      .strict()
      .optional(),
  })
  .strict();
export type LetterDraft = z.input<typeof LetterDraft>;

const tag = "Conversations";

export const letterEndpoints = {
  "GET /interactions/:id/html": {
    summary:
      "A letter as it was formatted, for a frame: nothing in it runs; pictures from elsewhere only when asked for",
    tag,
    scope: "conversations:read",
    params: z.object({ id: Id }),
    query: z.object({ pictures: flag.optional(), scheme: z.enum(["light", "dark"]).default("light") }),
  },
  "GET /files/:id/page": {
    summary: "A file that can be read as a page, such as an attached mail: nothing in it runs or is fetched",
    tag,
    scope: "conversations:read",
    params: z.object({ id: Id }),
  },
  "PUT /shown-senders/:address": {
    summary: "Always, or no more, show oneself the pictures that a sender's letters fetch from elsewhere",
    tag,
    scope: "session",
    params: z.object({ address: Address.toLowerCase() }),
    body: z.object({ isShown: z.boolean() }).strict(),
  },
} as const satisfies Endpoints;
