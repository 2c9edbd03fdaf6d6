import { type Scope, scopes } from "../contract/endpoint.ts";
import { type AccessLink, type ApiKey, type Me, type Person, Preferences } from "../contract/people.ts";
import type { AccessLinkRow, ApiKeyRow, PersonRow } from "./queries.ts";

export const presentPerson = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  teamIds: row.teamIds,
  availability: row.availability,
  awayReason: row.awayReason,
  availabilitySince: row.availabilitySince.toISOString(),
  availabilityBy: row.availabilityBy,
  isOnline: row.isOnline,
  capacity: row.capacity,
  languages: row.languages,
  skills: row.skills,
  isTwoFactorOn: row.twoFactorEnabled,
  removedAt: row.removedAt?.toISOString() ?? null,
});

/** Preferences of an older version that are no longer valid are left out. */
export const presentMe = (row: PersonRow, position: number): Me => ({
  ...presentPerson(row),
  preferences: Preferences.safeParse(row.preferences).data ?? {},
  position,
});

export const presentAccessLink = (row: AccessLinkRow, url?: string): AccessLink => ({
  id: row.id,
  kind: row.kind,
  email: row.email,
  role: row.role,
  teamIds: row.teamIds,
  queueIds: row.queueIds,
  expiresAt: row.expiresAt.toISOString(),
  ...(url === undefined ? {} : { url }),
});

export const presentApiKey = (row: ApiKeyRow, key?: string): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes.filter(isScope),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  ...(key === undefined ? {} : { key }),
});

const isScope = (text: string): text is Scope => scopes.some((scope) => scope === text);
