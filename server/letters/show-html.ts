import { sql } from "drizzle-orm";
import type { Response } from "express";
import type { Envelope } from "../../db/schema/letters.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";
import { letterPage, letterPolicy } from "./letter-page.ts";

interface HtmlCall {
  access: Access;
  params: { id: string };
  query: { pictures?: boolean; scheme: "light" | "dark" };
  response: Response;
}

/** Sends a letter as a page for a frame. @throws AppError not_found, also where it has only text */
export async function showHtml(deps: Deps, { access, params, query, response }: HtmlCall): Promise<void> {
  const { html, isShown } = await getHtml(deps, access, params.id);
  const options = { withPictures: query.pictures ?? isShown, scheme: query.scheme };
  response.setHeader("content-security-policy", letterPolicy(options));
  response.setHeader("cache-control", "private, no-cache");
  response.setHeader("x-frame-options", "SAMEORIGIN");
  response.type("html").send(letterPage(html, options));
}

async function getHtml(deps: Pick<Deps, "db">, access: Access, id: string) {
  const { rows } = await deps.db.execute<{
    html: string | null;
    envelope: Envelope | null;
    isShown: boolean;
  }>(sql`
    select l.html, exists (select from shown_senders s where s.person_id = ${access.personId}
        and s.address = lower(l.envelope -> 'from' ->> 'address')) and l.authenticity is distinct from 'failed' as "isShown"
    from letters l join interactions i on i.id = l.interaction_id join conversations c on c.id = i.conversation_id
    where l.interaction_id = ${id} and ${canSeeSql(access)}`);
  const [row] = rows;
  if (row?.html == null) throw notFound("formatted letter");
  return { html: row.html, isShown: row.isShown };
}
