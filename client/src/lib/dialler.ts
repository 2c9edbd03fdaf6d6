import { makeStore } from "./store.ts";

/** Whom to call, as far as it is known. */
export interface Callee {
  number?: string;
  contact?: { id: string; name: string | null };
  /** By when they were promised to be called back. */
  dueAt?: string | null;
}

/** Of this browser: its phone is ready and there is something to call with. */
export const canCall = makeStore(false);

/** What the dialler is open for; it is closed without. */
export const callee = makeStore<Callee | undefined>(undefined);

export const openDialler = (asked: Callee = {}): void => callee.set(asked);
export const closeDialler = (): void => callee.set(undefined);
