/** PostgreSQL's own array form, so that a list is one parameter: `= any(${uuids(ids)}::uuid[])`. */
export const uuids = (ids: readonly string[]): string => `{${ids.join(",")}}`;

/** A timestamptz as `db.execute` gives it, in ISO 8601. */
export const iso = (at: string): string => new Date(at).toISOString();

export const isoOrNull = (at: string | null): string | null => (at === null ? null : iso(at));
