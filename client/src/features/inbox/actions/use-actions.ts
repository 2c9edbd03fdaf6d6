import type { Conversation, ConversationStatus } from "../../../../../server/contract/conversations.ts";
import { call } from "../../../lib/api.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { useMe } from "../../../lib/session.ts";
import { errorToast, undoToast } from "../../../lib/toast.ts";
import { findConversation, place, setReadPosition } from "../../../realtime/cache/conversations.ts";
import { refreshSoon } from "../../../realtime/cache/refresh-soon.ts";

export interface Actions {
  assign(personId: string | null): void;
  setStatus(status: ConversationStatus, snoozedUntil?: string): void;
  setTags(names: string[]): void;
  markUnread(): void;
}

/** What can be done with a conversation: shown at once, with a way back. */
export function useActions(conversation: Conversation): Actions {
  const me = useMe();
  const people = usePeople();
  const { id, number } = conversation;
  const params = { id };

  const assign = (personId: string | null) =>
    void changeIt(conversation, { assigneeId: personId }, () =>
      call("PUT /conversations/:id/assignee", { params, body: { personId } }),
    );
  const setStatus = (status: ConversationStatus, snoozedUntil?: string) =>
    void changeIt(conversation, { status, snoozedUntil: snoozedUntil ?? null }, () =>
      call("PUT /conversations/:id/status", { params, body: { status, snoozedUntil } }),
    );

  return {
    assign(personId) {
      if (personId === conversation.assigneeId) return;
      assign(personId);
      const name = personId === me.id ? t("common.you") : (people.get(personId ?? "")?.name ?? "");
      const said = personId
        ? t("inbox.done.assigned", { number, name })
        : t("inbox.done.unassigned", { number });
      undoToast(said, () => assign(conversation.assigneeId));
    },
    setStatus(status, snoozedUntil) {
      setStatus(status, snoozedUntil);
      undoToast(t(`inbox.done.${status === "open" ? "opened" : status}`, { number }), () =>
        setStatus(conversation.status, conversation.snoozedUntil ?? undefined),
      );
    },
    setTags(names) {
      const known = new Map(conversation.tags.map((tag) => [tag.name, tag]));
      // A new tag has no id until the hub gave it one.
      const tags = names.map((name) => known.get(name) ?? { id: name, name });
      void changeIt(conversation, { tags }, () =>
        call("PUT /conversations/:id/tags", { params, body: { names } }),
      ).then(() => refreshSoon("GET /tags"));
    },
    markUnread() {
      const position = Math.max(0, conversation.length - 1);
      setReadPosition(id, position);
      call("PUT /conversations/:id/read-position", { params, body: { position } }).catch((error) =>
        errorToast(error),
      );
    },
  };
}

async function changeIt(shown: Conversation, some: Partial<Conversation>, ask: () => Promise<Conversation>) {
  const before = findConversation(shown.id) ?? shown;
  place({ ...before, ...some });
  try {
    place(await ask());
    refreshSoon("GET /conversations/counts");
  } catch (error) {
    place(before);
    errorToast(error);
  }
}
