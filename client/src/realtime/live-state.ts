import type { Viewer } from "../../../server/contract/sockets.ts";
import { makeStore, useStore } from "../lib/store.ts";

/** `off` after the grace that a short break gets. */
export type Live = "connecting" | "on" | "off";

export const live = makeStore<Live>("connecting");
export const viewers = makeStore<Record<string, Viewer[]>>({});
export const typingContacts = makeStore<Record<string, true>>({});
export const onlinePeople = makeStore<ReadonlySet<string>>(new Set());

const nobody: Viewer[] = [];

export const useLive = (): Live => useStore(live);
/** Who else looks at a conversation, or types in it. */
export const useViewers = (conversationId: string): Viewer[] =>
  useStore(viewers, (all) => all[conversationId] ?? nobody);
export const useIsContactTyping = (conversationId: string): boolean =>
  useStore(typingContacts, (all) => all[conversationId] === true);
export const useOnlinePeople = (): ReadonlySet<string> => useStore(onlinePeople);
