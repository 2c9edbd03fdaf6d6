import { sql } from "drizzle-orm";

/** Where `n` is what `nodes` says of a node, if anything: it was not heard of for ten seconds, or has stopped. */
export const isDeadNode = sql.raw("(n.seen_at is null or n.seen_at < now() - interval '10 seconds')");
