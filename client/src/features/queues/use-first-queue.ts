import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call, request } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast } from "../../lib/toast.ts";

/** Makes a queue with everybody in it that all channels feed. */
export function useFirstQueue(): () => void {
  const navigate = useNavigate();
  const client = useQueryClient();
  const make = useMutation({
    async mutationFn() {
      const [people, channels] = await Promise.all([
        client.fetchQuery(request("GET /people")),
        client.fetchQuery(request("GET /channels/summary")),
      ]);
      const inside = people.filter(({ removedAt }) => !removedAt);
      return call("POST /queues", {
        body: {
          name: t("queues.empty.name"),
          personIds: inside.map(({ id }) => id),
          channelIds: channels.map(({ id }) => id),
        },
      });
    },
    onSuccess: ({ id }) => navigate({ to: "/queues/$id", params: { id } }),
    onError: (error) => errorToast(error),
    onSettled: () => client.invalidateQueries({ queryKey: ["GET /queues"] }),
  });
  return () => make.mutate();
}
