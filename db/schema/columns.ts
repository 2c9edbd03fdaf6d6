import { customType, timestamp, uuid } from "drizzle-orm/pg-core";
import { newId } from "../new-id.ts";

export { newId };

export const id = { id: uuid().primaryKey().$defaultFn(newId) };

/** timestamptz, read as a Date. */
export const at = () => timestamp({ withTimezone: true, precision: 3 });

export const timestamps = {
  createdAt: at().notNull().defaultNow(),
  updatedAt: at().notNull().defaultNow(),
};

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * Channels are archived, never deleted. A foreign key to them would have every message lock the one row of its channel,
 * and cost as much as an index.
 */
export const channelId = () => uuid();
