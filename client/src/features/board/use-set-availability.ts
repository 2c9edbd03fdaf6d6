import { useMutation } from "@tanstack/react-query";
import type { Availability, Person } from "../../../../server/contract/people.ts";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast, undoToast } from "../../lib/toast.ts";

interface Change {
  person: Person;
  availability: Availability;
  awayReason: string | null;
}

/** Sets a person ready, busy or away, with the way back to what they had set themselves. */
export function useSetAvailability() {
  const { mutate } = useMutation({
    mutationFn: ({ person, availability, awayReason }: Change) =>
      call("PUT /people/:id/availability", { params: { id: person.id }, body: { availability, awayReason } }),
    onError: (error) => errorToast(error),
  });
  return (person: Person, availability: Availability) =>
    mutate(
      { person, availability, awayReason: null },
      {
        onSuccess: () => {
          const state = t(`common.availability.${availability}`);
          undoToast(t("board.doing.stateSet", { name: person.name, state }), () =>
            mutate({ ...person, person }),
          );
        },
      },
    );
}
