import { z } from "zod";
import type { Connector } from "../../connectors/contract.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";

export type Values = Record<string, unknown>;

/** Settings as they are kept: what anybody in charge may read, and what only the connector gets. */
export interface SplitSettings {
  settings: Values;
  secrets: Values;
}

export interface ParsedSettings extends SplitSettings {
  /** Secrets that the connector made because they were left empty: shown this once. */
  made: Values;
}

/** The form's JSON Schema; secret fields carry `secret: true`. */
export function formOf(connector: Connector): Values {
  return z.toJSONSchema(connector.settings, { io: "input", unrepresentable: "any" });
}

export const secretKeys = (connector: Connector): string[] => markedKeys(connector, "secret");

/** Settings that carry this in their `.meta()`. */
export function markedKeys(connector: Connector, mark: "secret" | "authorised" | "listed"): string[] {
  const { properties = {} } = z.toJSONSchema(connector.settings, { io: "input", unrepresentable: "any" });
  return Object.entries(properties)
    .filter(([, property]) => typeof property === "object" && property[mark] === true)
    .map(([key]) => key);
}

/**
 * What was typed, on top of what is kept: a field left out stays, null takes a setting back to its default and leaves
 * a secret as it is.
 * @throws AppError `invalid` with what is wrong per field
 */
export function parseSettings(connector: Connector, given: Values, kept?: SplitSettings): ParsedSettings {
  const secret = new Set(secretKeys(connector));
  const merged = mergeSettings(connector, given, kept);
  const parsed = connector.settings.safeParse(merged);
  if (!parsed.success) throw invalid(parsed.error.issues);
  const split = splitSettings(parsed.data, secret);
  const made = Object.entries(split.secrets).filter(([key]) => !merged[key]);
  return { ...split, made: Object.fromEntries(made) };
}

/** The same, but only those that are right by themselves: others may be missing yet. @throws AppError for unknown ones */
export function rightSettings(connector: Connector, given: Values, kept?: SplitSettings): Values {
  const merged = mergeSettings(connector, given, kept);
  const fields = Object.entries<z.ZodType>(connector.settings.shape);
  const right = fields.flatMap(([key, field]) => {
    const parsed = field.safeParse(merged[key]);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return Object.fromEntries(right);
}

/** What a connector starts with. @throws when what is kept does not fit it any more */
export function openSettings(
  deps: Pick<Deps, "sealer">,
  connector: Connector,
  row: { settings: Values; secrets: string | null },
): Values {
  const parsed = connector.settings.safeParse({ ...row.settings, ...openSecrets(deps, row) });
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", "Its settings do not fit any more: look at them and save them again.");
}

export const sealSecrets = (deps: Pick<Deps, "sealer">, secrets: Values): string | null =>
  Object.keys(secrets).length === 0 ? null : deps.sealer.seal(JSON.stringify(secrets));

/** @throws AppError when they were sealed under another key */
export function openSecrets(deps: Pick<Deps, "sealer">, { secrets }: { secrets: string | null }): Values {
  if (secrets === null) return {};
  try {
    return JSON.parse(deps.sealer.open(secrets));
  } catch (cause) {
    throw new AppError("invalid", "Its secrets were kept under another APP_SECRET: enter them again.", {
      cause,
    });
  }
}

function mergeSettings(connector: Connector, given: Values, kept?: SplitSettings): Values {
  const secret = new Set(secretKeys(connector));
  refuseUnknown(connector, given);
  const merged = { ...kept?.settings, ...kept?.secrets };
  for (const [key, value] of Object.entries(given)) {
    if (value !== null) merged[key] = value;
    else if (!secret.has(key)) delete merged[key];
  }
  return merged;
}

function splitSettings(values: Values, secret: Set<string>): SplitSettings {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    settings: Object.fromEntries(entries.filter(([key]) => !secret.has(key))),
    secrets: Object.fromEntries(entries.filter(([key, value]) => secret.has(key) && value !== "")),
  };
}

function refuseUnknown(connector: Connector, given: Values) {
  const unknown = Object.keys(given).filter((key) => !Object.hasOwn(connector.settings.shape, key));
  if (unknown.length === 0) return;
  throw invalid(unknown.map((key) => ({ path: [key], message: "is not a setting of this connector" })));
}

function invalid(issues: { path: PropertyKey[]; message: string }[]) {
  const fields = issues.map(({ path, message }) => [["settings", ...path].map(String).join("."), message]);
  return new AppError("invalid", "Some settings are not right.", { fields: Object.fromEntries(fields) });
}
