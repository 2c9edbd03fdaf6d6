import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Workspace } from "../../../../server/contract/workspace.ts";
import { call, queryKey, request } from "../../lib/api.ts";
import type { Args } from "../../lib/api-types.ts";
import { t } from "../../lib/i18n.ts";
import { sayToast } from "../../lib/toast.ts";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { FormError } from "../../ui/form-error.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import classes from "./settings.module.css";

interface WorkspacePartProps {
  /** How much of the page it will take. */
  rows: number;
  children(workspace: Workspace): ReactNode;
}

/** A form over the workspace's settings, drawn once they are there. */
export function WorkspacePart({ rows, children }: WorkspacePartProps) {
  const { data, error, refetch } = useQuery(request("GET /workspace"));
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  return data ? children(data) : <SkeletonRows count={rows} />;
}

interface SaveFormProps {
  values: Args<"PATCH /workspace">["body"];
  /** Told what was wrong with what was sent last. */
  children(error: unknown): ReactNode;
}

/** The fields, and the button that saves them. */
export function SaveForm({ values, children }: SaveFormProps) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => call("PATCH /workspace", { body: values }),
    onSuccess(saved) {
      client.setQueryData(queryKey("GET /workspace"), saved);
      sayToast(t("settings.saved"));
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {children(save.error)}
      <FormError error={save.error} />
      <Button type="submit" loading={save.isPending}>
        {t("common.save")}
      </Button>
    </form>
  );
}
