import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RoutingRule } from "../../../../../server/contract/queues.ts";
import { call, queryKey } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { randomUuid } from "../../../lib/random-id.ts";
import { sayToast } from "../../../lib/toast.ts";
import { asSent, isComplete } from "./conditions.ts";

/** The rules as they are being changed; kept together, and only when somebody saves them. */
export function useRules(saved: RoutingRule[]) {
  const client = useQueryClient();
  // Absent while nothing is changed, so that what others save shows itself.
  const [draft, setDraft] = useState<RoutingRule[]>();
  const [addedId, setAddedId] = useState<string>();
  const rules = draft ?? saved;
  const save = useMutation({
    mutationFn: () => call("PUT /routing-rules", { body: { rules: rules.map(asSent) } }),
    onSuccess(kept) {
      client.setQueryData(queryKey("GET /routing-rules"), kept);
      setDraft(undefined);
      sayToast(t("queues.rules.saved"));
    },
  });
  function add() {
    const id = randomUuid();
    const name = t("queues.rules.newName", { nth: rules.length + 1 });
    setDraft([...rules, { id, name, isEnabled: true, conditions: {}, actions: {} }]);
    setAddedId(id);
  }
  return {
    rules,
    isChanged: draft !== undefined,
    areComplete: rules.every(isComplete),
    set: setDraft,
    add,
    addedId,
    save,
    discard: () => setDraft(undefined),
  };
}
