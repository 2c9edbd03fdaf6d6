import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Person } from "../../../../server/contract/people.ts";
import { call, queryKey } from "../../lib/api.ts";
import type { Args } from "../../lib/api-types.ts";
import { errorToast } from "../../lib/toast.ts";

type Body = Args<"PATCH /people/:id">["body"];

export function useChangePerson() {
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: ({ id, body }: { id: string; body: Body }) =>
      call("PATCH /people/:id", { params: { id }, body }),
    onMutate: ({ id, body }) =>
      client.setQueryData<Person[]>(queryKey("GET /people"), (all) =>
        all?.map((person) => (person.id === id ? { ...person, ...body } : person)),
      ),
    onError: (error) => errorToast(error),
    onSettled: () => client.invalidateQueries({ queryKey: ["GET /people"] }),
  });
  return (person: Person, body: Body) => send.mutate({ id: person.id, body });
}
