import type { Deps } from "../lib/deps.ts";

export interface Unverified {
  interactionId: string;
  connector: string;
  /** Of the message as it came. */
  sha256: string;
}

/** Those letters of whose sender nothing is known, and that are here as they came; what goes on from another before that one. */
export async function findUnverified(
  { pool }: Pick<Deps, "pool">,
  interactionIds: string[],
): Promise<Unverified[]> {
  const { rows } = await pool.query<Unverified>(
    `select i.id as "interactionId", h.connector, f.sha256
    from letters l join interactions i on i.id = l.interaction_id
    join files f on f.interaction_id = i.id and f.place = 'raw'
    join channels h on h.id = f.channel_id
    where l.interaction_id = any($1::uuid[]) and l.authenticity = 'unknown'
    order by i.id desc`,
    [interactionIds],
  );
  return rows;
}
