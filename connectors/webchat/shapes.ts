import { z } from "zod";

const isStorable = (value: string) => value.isWellFormed() && !value.includes("\u0000");
const text = (max: number) =>
  z
    .string()
    .max(max, `is longer than ${max} characters`)
    .refine(isStorable, "holds characters that cannot be kept");
const itemId = z.uuid();

export const filesPerMessage = 10;

export const Visit = z
  .strictObject({
    page: text(2000),
    pageTitle: text(300),
    landingPage: text(2000),
    referrer: text(2000),
    language: text(35),
  })
  .partial();

const SealedFile = z.strictObject({
  id: itemId,
  name: text(200),
  contentType: text(120),
  size: z.number().int().min(0),
  seal: z.string().max(128),
});

export const MessageAsk = z
  .strictObject({
    key: z.string().regex(/^[\w-]{8,64}$/, "is 8 to 64 letters, digits, - or _"),
    text: text(10_000),
    files: z.array(SealedFile).max(filesPerMessage).default([]),
    visit: Visit.optional(),
  })
  .refine((ask) => ask.text.trim() !== "" || ask.files.length > 0, { path: ["text"], message: "is empty" });

export const SessionAsk = z.strictObject({
  user: text(120).min(1).optional(),
  userHash: z.string().max(128).optional(),
});

const blankAsAbsent = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankAsAbsent, schema.optional());

const Details = z.strictObject({
  name: optional(text(120).trim()),
  email: optional(
    z.string().trim().toLowerCase().pipe(z.email("does not look like an email address").max(254)),
  ),
  phone: optional(
    z
      .string()
      .max(40, "does not look like a phone number")
      .transform((value) => value.replace(/[\s().-]/g, "").replace(/^00/, "+"))
      .pipe(z.string().regex(/^\+?\d{5,15}$/, "does not look like a phone number")),
  ),
});

export const DetailsAsk = z.strictObject({ details: Details, visit: Visit.optional() });

export const ReadAsk = z.strictObject({ upTo: itemId, state: z.enum(["delivered", "read"]) });

export const After = itemId.optional();

export const LiveFromVisitor = z.discriminatedUnion("type", [
  z.object({ type: z.literal("typing"), isTyping: z.boolean() }),
  z.object({ type: z.literal("receipt"), ...ReadAsk.shape }),
]);
