import type { FileInfo } from "../../../../../server/contract/conversations.ts";
import type { Correspondent } from "../../../../../server/contract/letters.ts";
import { keep, kept, keptNames } from "../../../lib/keep.ts";
import { makeStore, useStore } from "../../../lib/store.ts";

export type DraftKind = "message" | "note";

export const letterModes = ["reply", "replyAll", "forward"] as const;
export type LetterMode = (typeof letterModes)[number];

/** What an answer has besides its text where messages are letters. */
export interface LetterFields {
  mode: LetterMode;
  /** The message that is answered or passed on. */
  ofId?: string;
  subject: string;
  to: Correspondent[];
  cc: Correspondent[];
  bcc: Correspondent[];
  html: string;
  isQuoted: boolean;
  isSigned: boolean;
}

export interface Draft {
  kind: DraftKind;
  message: string;
  note: string;
  files: FileInfo[];
  /** Absent until something of it was chosen or written: then it follows from what came last. */
  letter?: LetterFields;
  /** How long the conversation was when the answer was begun; what is beyond came in meanwhile. */
  begunAt?: number;
}

/** What is being written, by conversation; kept in the browser until it is sent. */
export const drafts = makeStore<Record<string, Draft>>({});

const empty: Draft = { kind: "message", message: "", note: "", files: [] };
const prefix = "draft:";
let owner = "";

/** Whoever signs in at this browser finds their own drafts only. */
export function loadDrafts(personId: string): void {
  if (owner === personId) return;
  owner = personId;
  const mine = `${prefix}${owner}:`;
  const found = keptNames(mine).map((name) => [name.slice(mine.length), kept(name)] as const);
  drafts.set(Object.fromEntries(found.filter((entry): entry is [string, Draft] => isDraft(entry[1]))));
}

export const useDraft = (conversationId: string): Draft =>
  useStore(drafts, (all) => all[conversationId] ?? empty);

export const findDraft = (conversationId: string): Draft => drafts.get()[conversationId] ?? empty;

export function changeDraft(conversationId: string, change: Partial<Draft>): void {
  const next = { ...findDraft(conversationId), ...change };
  drafts.set((all) => ({ ...all, [conversationId]: next }));
  const name = `${prefix}${owner}:${conversationId}`;
  keep(name, hasText(next) || next.files.length > 0 || next.letter?.html ? next : undefined);
}

/** Once sent; the tab that was written in stays. */
export function clearDraft(conversationId: string, kind: DraftKind): void {
  const isMessage = kind === "message";
  changeDraft(conversationId, {
    [kind]: "",
    files: [],
    ...(isMessage && { begunAt: undefined, letter: undefined }),
  });
}

export const hasText = (draft: Draft | undefined): boolean =>
  draft !== undefined && (draft.message.trim() !== "" || draft.note.trim() !== "");

function isDraft(value: unknown): value is Draft {
  const draft = value as Partial<Draft> | null;
  return typeof draft?.message === "string" && typeof draft.note === "string" && Array.isArray(draft.files);
}
