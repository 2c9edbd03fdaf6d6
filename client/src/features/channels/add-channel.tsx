import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ConnectorInfo } from "../../../../server/contract/channels.ts";
import { call, request } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { ChannelIcon } from "../../ui/channel-icon.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { FormError } from "../../ui/form-error.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import rows from "../../ui/rows.module.css";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useFocusError } from "../../ui/use-focus-error.ts";
import { BackToChannels } from "./back-to-channels.tsx";
import classes from "./channels.module.css";
import { defaultsOf, fieldsOf, typedSettings } from "./fields.ts";
import { MadeSecrets, madeSecrets } from "./made-secrets.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { useAccess } from "./use-access.ts";

/** First which kind, then its settings as the connector describes them. */
export function AddChannel() {
  const connectors = useQuery(request("GET /connectors"));
  const [chosen, setChosen] = useState<ConnectorInfo>();
  return (
    <Page
      header={
        <PageHeader title={chosen ? chosen.label : t("channels.connect")} before={<BackToChannels />} />
      }
    >
      <div className={classes.narrow}>
        {connectors.isPending && <SkeletonRows count={3} height={72} />}
        {connectors.error && <ErrorPanel error={connectors.error} retry={() => void connectors.refetch()} />}
        {chosen ? (
          <AddForm connector={chosen} onBack={() => setChosen(undefined)} />
        ) : (
          connectors.data?.map((connector) => (
            <button
              type="button"
              className={classes.choice}
              key={connector.id}
              onClick={() => setChosen(connector)}
            >
              <span className={classes.icon}>
                <ChannelIcon icon={connector.icon} size={20} />
              </span>
              <span className={rows.words}>
                <span className={rows.name}>{connector.label}</span>
                <span className={rows.about}>{connector.summary}</span>
              </span>
            </button>
          ))
        )}
      </div>
    </Page>
  );
}

function AddForm({ connector, onBack }: { connector: ConnectorInfo; onBack(): void }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const fields = fieldsOf(connector.settings);
  const [name, setName] = useState(connector.label);
  const [values, setValues] = useState(() => defaultsOf(fields));
  const settings = typedSettings(fields, values);
  const { id, authorisedAt } = connector;
  const access = useAccess({ connector: id, authorisedAt, fields, values, settings });
  const { authorisation } = access;
  const send = useMutation({
    mutationFn: () => call("POST /channels", { body: { connector: id, name, settings, authorisation } }),
    onSuccess(channel) {
      void client.invalidateQueries({ queryKey: ["GET /channels"] });
      void client.invalidateQueries({ queryKey: ["GET /channels/summary"] });
      if (madeSecrets(channel, fields).length === 0)
        void navigate({ to: "/channels/$id", params: { id: channel.id } });
    },
  });
  const error = access.submittedAt > send.submittedAt ? access.error : send.error;
  const errors = error instanceof ApiError ? error.fields : {};
  const form = useFocusError(error);
  if (send.data) {
    const { id } = send.data;
    return (
      <div className={classes.form}>
        <MadeSecrets text={t("channels.madeAtConnect")} secrets={madeSecrets(send.data, fields)} />
        <Button
          className={classes.save}
          renderRoot={(props) => <Link {...props} to="/channels/$id" params={{ id }} />}
        >
          {t("channels.toChannel")}
        </Button>
      </div>
    );
  }
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <p className={rows.about}>{connector.summary}</p>
      <TextInput
        label={t("channels.name")}
        value={name}
        error={errors.name}
        maxLength={120}
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SettingsFields
        fields={fields}
        values={values}
        errors={errors}
        access={access}
        typed={{ connector: id, settings }}
        onChange={(key, value) => setValues((all) => ({ ...all, [key]: value }))}
      />
      <FormError error={send.error} />
      <div className={classes.buttons}>
        <Button type="submit" loading={send.isPending}>
          {t("channels.connect")}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t("common.back")}
        </Button>
      </div>
    </form>
  );
}
