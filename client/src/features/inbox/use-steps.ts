import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { request } from "../../lib/api.ts";
import { useChannels, usePeople } from "../../lib/directory.ts";
import { isAtLeast, useChangePreferences, useMe } from "../../lib/session.ts";

export interface Step {
  id: "chat" | "channel" | "colleague";
  isDone: boolean;
}

/** The first steps, each of which ticks itself when it is seen to be done, and then stays ticked. */
export function useSteps(): Step[] {
  const me = useMe();
  const changePreferences = useChangePreferences();
  const isAdmin = isAtLeast(me, "admin");
  const ticked = me.preferences.gettingStarted ?? [];
  const counts = useQuery(request("GET /conversations/counts")).data;
  const channels = useChannels();
  const people = usePeople();
  const invitations = useQuery({ ...request("GET /invitations"), enabled: isAdmin }).data ?? [];

  const seen: Record<Step["id"], boolean> = {
    chat: Object.values(counts ?? {}).some((count) => count > 0),
    // The web chat of the demo page is there from the beginning.
    channel: channels.size > 1,
    colleague: people.size > 1 || invitations.length > 0,
  };
  const ids: Step["id"][] = isAdmin ? ["chat", "channel", "colleague"] : ["chat"];
  const steps = ids.map((id) => ({ id, isDone: ticked.includes(id) || seen[id] }));
  const done = steps.filter((step) => step.isDone).map((step) => step.id);
  const isMore = done.some((id) => !ticked.includes(id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept once, when another one is done
  useEffect(() => {
    if (isMore) changePreferences({ gettingStarted: [...new Set([...ticked, ...done])] });
  }, [isMore]);
  return steps;
}
