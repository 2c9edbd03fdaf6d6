import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call } from "../../lib/api.ts";
import { useChannels, usePeople } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast } from "../../lib/toast.ts";

/** Makes a queue with everybody in it that all channels feed. */
export function useFirstQueue(): () => void {
  const navigate = useNavigate();
  const client = useQueryClient();
  const people = [...usePeople().values()].filter(({ removedAt }) => !removedAt);
  const channels = useChannels();
  const make = useMutation({
    mutationFn: () =>
      call("POST /queues", {
        body: {
          name: t("queues.empty.name"),
          personIds: people.map(({ id }) => id),
          channelIds: [...channels.keys()],
        },
      }),
    onSuccess: ({ id }) => navigate({ to: "/queues/$id", params: { id } }),
    onError: (error) => errorToast(error),
    onSettled: () => client.invalidateQueries({ queryKey: ["GET /queues"] }),
  });
  return () => make.mutate();
}
