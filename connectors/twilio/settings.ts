import { z } from "zod";

const ownAccount = { showWhen: { isTryOut: [false] } };

const secret = (title: string, help: string, example: string) =>
  z
    .string()
    .trim()
    .max(200)
    .default("")
    .meta({ title, help, secret: true, examples: [example], ...ownAccount });

const isServer = (value: string) => {
  const { origin, protocol, hostname = "" } = URL.parse(value) ?? {};
  const isHere = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
  return value === origin && (protocol === "https:" || (protocol === "http:" && isHere));
};

export const usualApiUrl = "https://api.twilio.com";

const fields = z.object({
  isTryOut: z.boolean().default(false).meta({
    heading: "Account",
    title: "Try it out without an account",
    help: "Calls are pretended: no real telephone rings, and nothing is sent to Twilio. You place them on this channel's page.",
  }),
  accountSid: z
    .string()
    .trim()
    .regex(/^(?:AC[\da-f]{32})?$/i, "begins with AC and has 34 characters")
    .default("")
    .meta({
      title: "Account SID",
      help: "Stands on the first page of Twilio's console.",
      examples: ["AC0123456789abcdef0123456789abcdef"],
      ...ownAccount,
    }),
  authToken: secret("Auth token", "Stands beside the account SID.", "0123456789abcdef0123456789abcdef"),
  apiKeySid: secret(
    "API key SID",
    "Made in Twilio's console under API keys. With it browsers get tokens of an hour.",
    "SK0123456789abcdef0123456789abcdef",
  ),
  apiKeySecret: secret(
    "API key secret",
    "Shown once, when the key is made.",
    "abcdefghijklmnopqrstuvwxyz012345",
  ),
  number: z
    .string()
    .trim()
    .regex(/^(?:\+[1-9]\d{6,14})?$/, "is a number with its country, such as +4930123456")
    .default("")
    .meta({
      heading: "Number",
      title: "Phone number",
      help: "One that this account has bought. Its calls are sent here as soon as the channel runs.",
      examples: ["+4930123456"],
      listed: true,
    }),
  deletesRecordings: z.boolean().default(false).meta({
    title: "Delete recordings at Twilio",
    help: "As soon as they are kept here.",
  }),
  apiUrl: z
    .string()
    .trim()
    .max(2_000)
    .refine(isServer, "is an address such as https://api.twilio.com, with nothing behind it")
    .default(usualApiUrl)
    .meta({ rare: true, title: "API address", help: "Another one for a sandbox.", ...ownAccount }),
});

const needed = ["accountSid", "authToken", "apiKeySid", "apiKeySecret", "number"] as const;

export const settings = fields.superRefine((values, { addIssue }) => {
  if (values.isTryOut) return;
  for (const field of needed)
    if (values[field] === "") addIssue({ code: "custom", path: [field], message: "is needed" });
});

export type Settings = z.infer<typeof settings>;
