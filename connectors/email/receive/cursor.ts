import { createHash } from "node:crypto";
import { z } from "zod";
import type { EmailContext } from "./email-context.ts";

/** How far a folder has been received. UIDs mean something only together with their UIDVALIDITY (RFC 9051, 2.3.1.1). */
export interface Cursor {
  uidValidity: string;
  lastUid: number;
  /** Below it only what came since the start is wanted; all that got a UID later is. */
  searchedBelow?: number;
}

const kept = z.object({
  uidValidity: z.string(),
  lastUid: z.number().int().min(0),
  searchedBelow: z.number().int().optional(),
});

/** The settings may lead to another mailbox, or to another server, whose UIDs are others. */
const keyOf = ({ settings: { imapHost, user, address } }: EmailContext, folder: string) =>
  `folder ${markOf(`${imapHost.toLowerCase()}\0${user || address}`)} ${folder}`;

export const markOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

export async function readCursor(context: EmailContext, folder: string): Promise<Cursor | undefined> {
  return kept.safeParse(await context.state.get(keyOf(context, folder))).data;
}

/** @throws LostTurn */
export const keepCursor = (context: EmailContext, folder: string, cursor: Cursor): Promise<void> =>
  keepState(context, keyOf(context, folder), cursor);

/** The state cannot be moved: another node has the channel, or the hub has no database. Nothing may be fetched then. */
export class LostTurn extends Error {}

export async function keepState(context: EmailContext, key: string, value: unknown): Promise<void> {
  try {
    await context.state.set(key, value);
  } catch (cause) {
    throw new LostTurn("The mailbox's state could not be moved.", { cause });
  }
}
