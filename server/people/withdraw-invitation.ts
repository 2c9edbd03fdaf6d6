import { and, eq } from "drizzle-orm";
import { accessLinks } from "../../db/schema/people.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { isUsable } from "./queries.ts";

export async function withdrawInvitation(deps: Pick<Deps, "db">, id: string): Promise<void> {
  const withdrawn = await deps.db
    .delete(accessLinks)
    .where(and(eq(accessLinks.id, id), eq(accessLinks.kind, "invitation"), isUsable()))
    .returning({ id: accessLinks.id });
  if (withdrawn.length === 0) throw notFound("invitation");
}
