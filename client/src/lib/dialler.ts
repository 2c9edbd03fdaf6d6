import { useEffect } from "react";
import { makeStore } from "./store.ts";

/** Whom to call, as far as it is known. */
export interface Callee {
  number?: string;
  contact?: { id: string; name: string | null };
  /** What it is about: by its queue's number, and its rules, they are called. */
  conversationId?: string | null;
  /** By when they were promised to be called back. */
  dueAt?: string | null;
}

/** Of this browser: its phone is ready and there is something to call with. */
export const canCall = makeStore(false);

/** Numbers without their country are of this one; ISO 3166. */
export const callingCountry = makeStore<string | null>(null);

/** Whose card or conversation is open, for whom the dialler then is. */
export const onScreen = makeStore<Callee["contact"]>(undefined);

export function useOnScreen(contact: Callee["contact"]): void {
  const id = contact?.id;
  const name = contact?.name ?? null;
  useEffect(() => {
    if (id === undefined) return;
    onScreen.set({ id, name });
    return () => onScreen.set((now) => (now?.id === id ? undefined : now));
  }, [id, name]);
}

/** What the dialler is open for; it is closed without. */
export const callee = makeStore<Callee | undefined>(undefined);

export const openDialler = (asked: Callee = {}): void => callee.set(asked);
export const closeDialler = (): void => callee.set(undefined);
