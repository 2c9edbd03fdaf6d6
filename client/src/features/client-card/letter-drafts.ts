import type { FileInfo } from "../../../../server/contract/conversations.ts";
import type { Correspondent } from "../../../../server/contract/letters.ts";
import { keep, kept } from "../../lib/keep.ts";
import { randomId } from "../../lib/random-id.ts";

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

const place = (personId: string, contactId: string) => `letter:${personId}:${contactId}`;

/** Kept in the browser until it is sent or discarded. */
export function keepLetter(personId: string, contactId: string, draft: LetterDraft | undefined): void {
  const isWritten = draft && (draft.html !== "" || draft.subject !== "" || draft.files.length > 0);
  keep(place(personId, contactId), isWritten ? draft : undefined);
}

export function keptLetter(personId: string, contactId: string): LetterDraft | undefined {
  const found = kept(place(personId, contactId)) as Partial<LetterDraft> | undefined;
  return typeof found?.clientKey === "string" && Array.isArray(found.to) ? (found as LetterDraft) : undefined;
}
