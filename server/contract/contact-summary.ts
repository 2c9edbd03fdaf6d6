import { z } from "zod";
import { Id } from "./common.ts";

/** A contact as what belongs to them names them. */
export const ContactSummary = z
  .object({
    id: Id,
    name: z.string().nullable(),
    /** By which somebody without a name is known: proven, and fit to reach them. */
    address: z.string().nullable(),
  })
  .meta({ id: "ContactSummary" });
export type ContactSummary = z.infer<typeof ContactSummary>;
