import { z } from "zod";

/** Where a contact came from. */
export const Source = z
  .object({
    kind: z.enum(["direct", "organic", "paid", "referral", "mailing", "social", "other"]),
    name: z.string().optional(),
    campaign: z.string().optional(),
    keyword: z.string().optional(),
    content: z.string().optional(),
    medium: z.string().optional(),
    page: z.string().optional(),
    referrer: z.string().optional(),
    clickId: z.object({ kind: z.string(), value: z.string() }).optional(),
  })
  .meta({ id: "Source" });
export type Source = z.infer<typeof Source>;
