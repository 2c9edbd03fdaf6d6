import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call, queryKey } from "../../lib/api.ts";
import type { Args } from "../../lib/api-types.ts";

export function useChangeChannel(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Args<"PATCH /channels/:id">["body"]) =>
      call("PATCH /channels/:id", { params: { id }, body }),
    onSuccess(channel) {
      client.setQueryData(queryKey("GET /channels/:id", { params: { id } }), channel);
      void client.invalidateQueries({ queryKey: ["GET /channels"] });
      void client.invalidateQueries({ queryKey: ["GET /channels/summary"] });
    },
  });
}
