import type { Contact } from "../contract/contacts.ts";
import { iso, isoOrNull } from "../lib/rows.ts";

export type ContactRow = Pick<
  Contact,
  "id" | "name" | "company" | "identities" | "source" | "fields" | "version"
> & {
  last_seen_at: string | null;
  created_at: string;
};

export function presentContact({ last_seen_at, created_at, ...row }: ContactRow): Contact {
  return { ...row, lastSeenAt: isoOrNull(last_seen_at), createdAt: iso(created_at) };
}
