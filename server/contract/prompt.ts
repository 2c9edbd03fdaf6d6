import { z } from "zod";
import { Id, words } from "./common.ts";

export const Language = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "is not a language like en or en-GB");

/** What a caller hears: a text that is read out, or an uploaded sound. */
export const Prompt = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("say"), text: words(1_000), language: Language }).strict(),
    z.object({ type: z.literal("play"), fileId: Id }).strict(),
  ])
  .meta({ id: "Prompt" });
export type Prompt = z.infer<typeof Prompt>;
