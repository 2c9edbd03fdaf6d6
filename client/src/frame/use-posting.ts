import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { firstLetters, giveBackFailed } from "../features/client-card/first-letters.ts";
import { loadDrafts } from "../features/inbox/composer/drafts.ts";
import { outbox } from "../features/inbox/composer/outbox.ts";
import { t } from "../lib/i18n.ts";
import { show } from "../lib/toast.ts";

/** What is written goes out wherever one has gone meanwhile, and one hears of it when it does not. */
export function usePosting(personId: string): void {
  const navigate = useNavigate();
  useEffect(() => {
    loadDrafts(personId);
    outbox.open(personId);
    firstLetters.open(personId);
  }, [personId]);
  useEffect(() => firstLetters.onProblem(giveBackFailed), []);
  useEffect(
    () =>
      outbox.onProblem(({ conversationId, state }) => {
        if (window.location.pathname.endsWith(conversationId)) return;
        const open = () =>
          void navigate({ to: "/inbox/$view/$conversationId", params: { view: "all", conversationId } });
        show({
          text: t(state === "unseen" ? "inbox.outgoing.unseenElsewhere" : "inbox.outgoing.failedElsewhere"),
          isError: true,
          actions: [{ label: t("inbox.done.open"), run: open }],
        });
      }),
    [navigate],
  );
}
