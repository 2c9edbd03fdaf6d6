import { useMutation } from "@tanstack/react-query";
import { call } from "../../../lib/api.ts";
import type { Args } from "../../../lib/api-types.ts";
import { refreshMyPhone } from "../../../lib/phone.ts";
import { useOpenMine } from "../../../lib/use-open-mine.ts";

/** Calls, and opens the conversation of it: the card of who is called is to be there before they answer. */
export function usePlaceCall(close: () => void) {
  const open = useOpenMine();
  return useMutation({
    mutationFn: (body: Args<"POST /calls">["body"]) => call("POST /calls", { body }),
    onSuccess({ conversationId }) {
      close();
      void open(conversationId);
    },
    onSettled: () => void refreshMyPhone(),
  });
}
