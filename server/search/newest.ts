import { type SQL, sql } from "drizzle-orm";

/** How far a search walks back before it turns to the index: what is common is found on the way. */
const walked = 5_000;

/**
 * A condition that holds for the newest rows of a table only. What is common fills a page from among them; what does
 * not is rare enough to be collected by the index. Ids are in order of time.
 */
export const amongNewest = (table: SQL, id: SQL): SQL => sql`${id} >= coalesce(
  (select ${id} from ${table} order by ${id} desc offset ${walked} limit 1), '00000000-0000-0000-0000-000000000000')`;
