import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CallFlow, CallFlowNode } from "../../../../server/contract/call-flows.ts";
import type { FileInfo } from "../../../../server/contract/conversations.ts";
import { call, queryKey, request } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { sayToast, undoToast } from "../../lib/toast.ts";
import { removeStep } from "./draft/change-flow.ts";
import type { Flow } from "./draft/targets.ts";

export interface Values extends Flow {
  name: string;
}
export type Draft = ReturnType<typeof useDraft>;
/** An uploaded file that callers hear. */
export type Sound = Pick<FileInfo, "id" | "name" | "url">;

/** A call flow as it is being changed; kept only when somebody saves it. */
export function useDraft(saved: CallFlow) {
  const client = useQueryClient();
  const [base, setBase] = useState(saved);
  const [values, setValues] = useState(() => valuesOf(saved));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [uploaded, setUploaded] = useState<Sound[]>([]);
  const key = { params: { id: saved.id } };
  const isChanged = JSON.stringify(values) !== JSON.stringify(valuesOf(base));

  function take(kept: CallFlow) {
    setBase(kept);
    setValues(valuesOf(kept));
    setErrors({});
  }
  // What others save shows itself while nothing is changed here.
  if (!isChanged && saved.version > base.version) take(saved);

  const save = useMutation({
    mutationFn: ({ version, sent }: { version: number; sent: Values }) =>
      call("PUT /call-flows/:id", { ...key, body: { version, ...sent } }),
    onSuccess(kept, { sent }) {
      client.setQueryData(queryKey("GET /call-flows/:id", key), kept);
      void client.invalidateQueries({ queryKey: ["GET /call-flows"] });
      setBase(kept);
      // What was typed while it was being saved stays.
      setValues((now) => (now === sent ? valuesOf(kept) : now));
      setErrors({});
      sayToast(t("callFlows.saved"));
    },
    onError: (error) => setErrors(fieldsOf(error)),
  });

  return {
    values,
    errors,
    isChanged,
    save,
    sounds: [...base.sounds, ...uploaded],
    addSound: (sound: Sound) => setUploaded((all) => [...all, sound]),
    /** Found by a trial. */
    findErrors: (error: unknown) => setErrors(fieldsOf(error)),
    rename: (name: string) => setValues((all) => ({ ...all, name })),
    setFlow(change: (flow: Flow) => Flow, touchedId?: string) {
      setValues((all) => ({ ...all, ...change(all) }));
      if (touchedId) setErrors((all) => without(all, `nodes.${touchedId}.`));
    },
    setNode(id: string, node: CallFlowNode) {
      setValues((all) => ({ ...all, nodes: { ...all.nodes, [id]: node } }));
      setErrors((all) => without(all, `nodes.${id}.`));
    },
    remove(id: string, name: string) {
      const before = values;
      const after = removeStep(before, id);
      setValues({ ...before, ...after });
      const others = Object.keys(before.nodes).length - Object.keys(after.nodes).length - 1;
      undoToast(t("callFlows.removed", { name, count: others }), () => setValues(before));
    },
    saveOwn: () => save.mutate({ version: base.version, sent: values }),
    discard() {
      setValues(valuesOf(base));
      setErrors({});
    },
    /** After a conflict: what was saved meanwhile in the place of what was typed here. */
    async takeTheirs() {
      take(await latest());
      save.reset();
    },
    /** After a conflict: what was typed here in the place of what was saved meanwhile. */
    async keepMine() {
      const kept = await latest();
      setBase(kept);
      save.mutate({ version: kept.version, sent: values });
    },
  };

  function latest() {
    return client.fetchQuery({ ...request("GET /call-flows/:id", key), staleTime: 0 });
  }
}

const valuesOf = ({ name, entry, nodes }: CallFlow): Values => ({ name, entry, nodes });
const fieldsOf = (error: unknown) => (error instanceof ApiError ? error.fields : {});
const without = (errors: Record<string, string>, prefix: string) =>
  Object.fromEntries(Object.entries(errors).filter(([field]) => !field.startsWith(prefix)));
