import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call } from "../../../lib/api.ts";
import type { Args } from "../../../lib/api-types.ts";
import { refreshMyPhone } from "../../../lib/phone.ts";

/** Calls, and opens the conversation of it: the card of who is called is to be there before they answer. */
export function usePlaceCall(close: () => void) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: Args<"POST /calls">["body"]) => call("POST /calls", { body }),
    onSuccess({ conversationId }) {
      close();
      void navigate({ to: "/inbox/$view/$conversationId", params: { view: "mine", conversationId } });
    },
    onSettled: () => void refreshMyPhone(),
  });
}
