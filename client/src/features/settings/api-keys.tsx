import { Button, MultiSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Scope } from "../../../../server/contract/endpoint.ts";
import { call, request } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { AskButton } from "../../ui/ask-button.tsx";
import { CopyField } from "../../ui/copy-field.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { FormError } from "../../ui/form-error.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./settings.module.css";

/** The contract's scopes; the type makes a missing or unknown one an error here. */
const scopes = Object.keys({
  "conversations:read": 0,
  "conversations:write": 0,
  "contacts:read": 0,
  "contacts:write": 0,
  "deals:read": 0,
  "deals:write": 0,
  "tasks:read": 0,
  "tasks:write": 0,
  "channels:read": 0,
  "channels:write": 0,
  "people:read": 0,
  "people:write": 0,
  "routing:read": 0,
  "routing:write": 0,
} satisfies Record<Scope, 0>);

export function ApiKeys() {
  const client = useQueryClient();
  const keys = useQuery(request("GET /api-keys"));
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string[]>(["conversations:read"]);
  const again = () => client.invalidateQueries({ queryKey: ["GET /api-keys"] });
  const make = useMutation({
    mutationFn: () => call("POST /api-keys", { body: { name: name.trim(), scopes: chosen as Scope[] } }),
    onSuccess: () => setName(""),
    onSettled: again,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => call("DELETE /api-keys/:id", { params: { id } }),
    onSettled: again,
  });
  return (
    <>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <p className="faint">
          {t("settings.keys.text")} <a href="/api/docs">{t("settings.keys.docs")}</a>
        </p>
        <TextInput
          label={t("settings.keys.name")}
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <MultiSelect label={t("settings.keys.scopes")} data={scopes} value={chosen} onChange={setChosen} />
        <FormError error={make.error} />
        <Button type="submit" loading={make.isPending} disabled={!name.trim() || chosen.length === 0}>
          {t("settings.keys.make")}
        </Button>
        {make.data?.key && <CopyField label={t("settings.keys.once")} value={make.data.key} />}
      </form>
      {keys.error && <ErrorPanel error={keys.error} retry={() => void keys.refetch()} />}
      <ul className={classes.keys}>
        {keys.data?.map((key) => (
          <li key={key.id}>
            <div className={classes.key}>
              <strong>{key.name}</strong> <code>{key.prefix}…</code>
              <div className="faint small">
                {key.scopes.join(", ")} ·{" "}
                {key.lastUsedAt ? (
                  <>
                    {t("settings.keys.used")} <Time at={key.lastUsedAt} />
                  </>
                ) : (
                  t("settings.keys.unused")
                )}
              </div>
            </div>
            <AskButton
              label={t("settings.keys.revoke")}
              title={t("settings.keys.revokeTitle", { name: key.name })}
              text={t("settings.keys.revokeText")}
              isPending={revoke.isPending}
              error={revoke.error}
              onConfirm={() => revoke.mutate(key.id)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
