import { z } from "zod";
import { Id } from "../contract/common.ts";
import { Source } from "../contract/sources.ts";

const KeptIdentity = z.object({ id: Id, kind: z.string(), address: z.string() });
export type KeptIdentity = z.infer<typeof KeptIdentity>;

/** What a join moved, so that undoing it moves back exactly that. */
export const Joined = z.object({
  contactId: Id,
  into: Id,
  identityIds: z.array(Id),
  /** Claims of the card that stayed, which gave way to what the other had proven. */
  replaced: z.array(KeptIdentity),
  conversationIds: z.array(Id),
  dealIds: z.array(Id),
  taskIds: z.array(Id),
  /** Cards that had been joined to the one that went away. */
  joinedBefore: z.array(Id),
  /** What the card that stayed took over where it had nothing. */
  filled: z
    .object({ name: z.string(), companyId: Id, source: Source, fields: z.record(z.string(), z.string()) })
    .partial(),
});
export type Joined = z.infer<typeof Joined>;
