import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { sql } from "drizzle-orm";
import { planned } from "../lib/planned.ts";
import type { Auth } from "./auth.ts";

export interface Session {
  personId: string;
  sessionId: string;
  /** In use for more than a day since it was last prolonged. */
  isOld: boolean;
}

/** Whose session the cookie is; one query, so that what was ended a moment ago is not found. */
export async function findSession(
  auth: Auth,
  headers: Headers | IncomingHttpHeaders,
): Promise<Session | undefined> {
  const cookies = headers instanceof Headers ? headers.get("cookie") : headers.cookie;
  const token = readToken(auth, cookies ?? "");
  if (token === undefined) return undefined;
  const rows = await planned<{ id: string; person_id: string; is_old: boolean }>(
    auth.deps.db,
    "session",
    sql`
    select s.id, s.person_id, s.updated_at < now() - interval '1 day' as is_old
    from sessions s join people p on p.id = s.person_id
    where s.token = ${token} and s.expires_at > now() and p.removed_at is null`,
  );
  const row = rows[0];
  return row && { personId: row.person_id, sessionId: row.id, isOld: row.is_old };
}

/** better-auth signs its cookie: `token.HMAC-SHA256`, percent-encoded. */
function readToken(auth: Auth, cookies: string): string | undefined {
  const prefix = `${auth.cookieName}=`;
  const pair = cookies.split(/; */).find((part) => part.startsWith(prefix));
  const [token = "", signature = ""] = decode(pair?.slice(prefix.length) ?? "").split(".", 2);
  if (token === "" || token.includes("\0")) return undefined;
  const expected = createHmac("sha256", auth.secret).update(token).digest();
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}

function decode(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
