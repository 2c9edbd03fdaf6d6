import { randomBytes } from "node:crypto";
import { z } from "zod";

/** A secret that is made here when the admin leaves it empty. */
const generated = (title: string, description: string, prefix: string) =>
  z
    .string()
    .trim()
    .max(200)
    .refine((value) => value === "" || value.length >= 16, "must have at least 16 characters")
    .default("")
    .transform((value) => value || `${prefix}_${randomBytes(24).toString("base64url")}`)
    .meta({ title, description, secret: true, generated: true });

export const settings = z.object({
  webhookUrl: z
    .union([z.literal(""), z.url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://" })])
    .default("")
    .meta({
      title: "Webhook address",
      description: "Answers are posted here, signed. Without it the channel only takes messages in.",
      examples: ["https://example.com/switchboard"],
    }),
  token: generated(
    "Inbound token",
    "The other system sends it as a bearer token. Left empty, one is made and shown once.",
    "sbt",
  ),
  signingSecret: generated(
    "Signing secret",
    "Signs what is posted to the webhook, and may sign what comes in. Left empty, one is made and shown once.",
    "sbs",
  ),
});

export type Settings = z.infer<typeof settings>;
