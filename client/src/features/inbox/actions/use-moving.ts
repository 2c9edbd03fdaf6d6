import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { call } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { errorToast, show } from "../../../lib/toast.ts";
import { place } from "../../../realtime/cache/conversations.ts";

/** Takes a message out of its conversation, or into another, with a way back. */
export function useMoving(conversation: Conversation) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => void client.invalidateQueries({ queryKey: ["GET /conversations/:id/interactions"] });

  const done = (text: string, undoId: string, to: Conversation) => {
    place({ ...to, readPosition: to.readPosition ?? to.length });
    refresh();
    const undo = () =>
      void call("POST /undos/:id", { params: { id: undoId } }).then(refresh, (error) => errorToast(error));
    const open = () =>
      void navigate({
        to: "/inbox/$view/$conversationId",
        params: { view: "all", conversationId: to.id },
      });
    show({
      text,
      isError: false,
      lastsMs: 12_000,
      actions: [
        { label: t("common.undo"), run: undo },
        { label: t("inbox.done.open"), run: open },
      ],
    });
  };

  return {
    async detach(id: string) {
      try {
        const { undoId, conversation: to } = await call("POST /interactions/:id/detachment", {
          params: { id },
        });
        done(t("inbox.done.detached", { number: to.number }), undoId, to);
      } catch (error) {
        errorToast(error);
      }
    },
    async move(id: string, to: Conversation) {
      if (to.id === conversation.id) return;
      try {
        const moved = await call("POST /interactions/:id/move", {
          params: { id },
          body: { conversationId: to.id },
        });
        done(t("inbox.done.moved", { number: to.number }), moved.undoId, moved.conversation);
      } catch (error) {
        errorToast(error);
      }
    },
  };
}
