import type { FileInfo } from "../../../../server/contract/conversations.ts";
import type { Correspondent } from "../../../../server/contract/letters.ts";
import { keep, kept } from "../../lib/keep.ts";
import { randomId } from "../../lib/random-id.ts";
import { makeStore, useStore } from "../../lib/store.ts";

/** A first letter that is not sent yet. */
export interface LetterDraft {
  /** The same on each try, so that two tries are one letter. */
  clientKey: string;
  channelId: string | null;
  to: Correspondent[];
  cc: Correspondent[];
  subject: string;
  html: string;
  text: string;
  files: FileInfo[];
  isSigned: boolean;
}

export const newLetter = (to: Correspondent): LetterDraft => ({
  clientKey: randomId(),
  channelId: null,
  to: [to],
  cc: [],
  subject: "",
  html: "",
  text: "",
  files: [],
  isSigned: true,
});

const drafts = makeStore<Record<string, LetterDraft | undefined>>({});
const place = (personId: string, contactId: string) => `letter:${personId}:${contactId}`;

/** Kept in the browser until it is sent or discarded. */
export function keepLetter(personId: string, contactId: string, draft: LetterDraft | undefined): void {
  const name = place(personId, contactId);
  drafts.set((all) => ({ ...all, [name]: draft }));
  const isWritten = draft && (draft.html !== "" || draft.subject !== "" || draft.files.length > 0);
  keep(name, isWritten ? draft : undefined);
}

export function keptLetter(personId: string, contactId: string): LetterDraft | undefined {
  const name = place(personId, contactId);
  const found = (drafts.get()[name] ?? kept(name)) as Partial<LetterDraft> | undefined;
  return typeof found?.clientKey === "string" && Array.isArray(found.to) ? (found as LetterDraft) : undefined;
}

/** As it is now, whoever changed it; undefined until it was changed. */
export const useChangedLetter = (personId: string, contactId: string): LetterDraft | undefined =>
  useStore(drafts, (all) => all[place(personId, contactId)]);
