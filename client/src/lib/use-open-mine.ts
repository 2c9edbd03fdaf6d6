import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** Opens a conversation that is one's own, or is about to be. */
export function useOpenMine() {
  const navigate = useNavigate();
  return useCallback(
    (conversationId: string) =>
      navigate({ to: "/inbox/$view/$conversationId", params: { view: "mine", conversationId } }),
    [navigate],
  );
}
