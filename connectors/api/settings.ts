import { randomBytes } from "node:crypto";
import { z } from "zod";

/** A secret that is made here when the admin leaves it empty. */
const generated = (title: string, help: string, prefix: string) =>
  z
    .string()
    .trim()
    .max(200)
    .refine((value) => value === "" || value.length >= 16, "must have at least 16 characters")
    .default("")
    .transform((value) => value || `${prefix}_${randomBytes(24).toString("base64url")}`)
    .meta({ title, help, secret: true, generated: true });

const isWebAddress = (value: string) =>
  value === "" || ["http:", "https:"].includes(URL.parse(value)?.protocol ?? "");

export const settings = z.object({
  webhookUrl: z
    .string()
    .trim()
    .max(2_000)
    .refine(isWebAddress, "must be an address that begins with http:// or https://")
    .default("")
    .meta({
      title: "Webhook address",
      help: "Answers are posted here, signed. Without it the channel only takes messages in.",
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
