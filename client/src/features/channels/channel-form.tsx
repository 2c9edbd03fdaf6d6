import { Button, MultiSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Channel, ConnectorInfo } from "../../../../server/contract/channels.ts";
import { request } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { useQueues, useTeams } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { sayToast } from "../../lib/toast.ts";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { FormError } from "../../ui/form-error.tsx";
import { OfficeHoursField } from "../../ui/office-hours-field.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useFocusError } from "../../ui/use-focus-error.ts";
import { CallFlowField } from "./call-flow-field.tsx";
import { changedParts, valuesOf } from "./changed-parts.ts";
import classes from "./channels.module.css";
import { fieldsOf, typedSettings } from "./fields.ts";
import { FollowUpFields } from "./follow-up-fields.tsx";
import { MadeSecrets, madeSecrets } from "./made-secrets.tsx";
import { RulesFields } from "./rules-fields.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { useAccess } from "./use-access.ts";
import { useChangeChannel } from "./use-change-channel.ts";

interface ChannelFormProps {
  channel: Channel;
  isAdmin: boolean;
}

/** Name, the connector's own settings, and what a first contact does. */
export function ChannelForm(props: ChannelFormProps) {
  const { data, error, refetch } = useQuery(request("GET /connectors"));
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={6} height={72} />;
  const connector = data.find(({ id }) => id === props.channel.connector);
  return <Form {...props} connector={connector} />;
}

function Form({ channel, isAdmin, connector }: ChannelFormProps & { connector: ConnectorInfo | undefined }) {
  const fields = fieldsOf(connector?.settings ?? {});
  const teams = useTeams().data ?? [];
  const queues = useQueues().data ?? [];
  // What was typed stays, whatever is fetched meanwhile; only what differs from the start is sent.
  const [start, setStart] = useState(() => valuesOf(channel));
  const [values, setValues] = useState(start);
  const set = (some: Partial<typeof values>) => setValues((all) => ({ ...all, ...some }));
  const changes = changedParts(start, { ...values, settings: typedSettings(fields, values.settings) });
  const access = useAccess({
    connector: channel.connector,
    authorisedAt: connector?.authorisedAt ?? null,
    channelId: channel.id,
    fields,
    values: values.settings,
    settings: changes.settings ?? {},
  });
  const save = useChangeChannel(channel.id);
  const error = access.submittedAt > save.submittedAt ? access.error : save.error;
  const errors = error instanceof ApiError ? error.fields : {};
  const form = useFocusError(error);
  const made = save.data ? madeSecrets(save.data, fields) : [];

  function submit() {
    const { authorisation } = access;
    save.mutate(authorisation ? { ...changes, authorisation } : changes, {
      onSuccess(saved) {
        const next = valuesOf(saved);
        if (authorisation) access.reset();
        setStart(next);
        setValues(next);
        sayToast(t("channels.saved"));
      },
    });
  }

  return (
    <form
      ref={form}
      className={classes.part}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset className={classes.form} disabled={!isAdmin}>
        <h2>{t("channels.settings")}</h2>
        {made.length > 0 && <MadeSecrets text={t("channels.madeAtSave")} secrets={made} />}
        <TextInput
          label={t("channels.name")}
          value={values.name}
          maxLength={120}
          required
          error={errors.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <SettingsFields
          fields={fields}
          values={values.settings}
          errors={errors}
          secretsSet={channel.secretsSet}
          isReadOnly={!isAdmin}
          access={access}
          typed={{ connector: channel.connector, channelId: channel.id, settings: changes.settings ?? {} }}
          onChange={(key, value) =>
            setValues((all) => ({ ...all, settings: { ...all.settings, [key]: value } }))
          }
        />
        <RulesFields rules={values.rules} errors={errors} onChange={(rules) => set({ rules })} />
        <OfficeHoursField
          label={t("channels.officeHours")}
          absent={t("channels.workspaceHours")}
          value={values.officeHours}
          onChange={(officeHours) => set({ officeHours })}
        />
        {queues.length > 0 && (
          <Select
            label={t("channels.queue")}
            description={t("channels.queueHelp")}
            placeholder={t("channels.queueNone")}
            data={queues.map((queue) => ({ value: queue.id, label: queue.name }))}
            clearable
            value={values.queueId}
            error={errors.queueId}
            onChange={(queueId) => set({ queueId })}
          />
        )}
        {connector?.carriesCalls && (
          <CallFlowField
            value={values.callFlowId}
            error={errors.callFlowId}
            onChange={(callFlowId) => set({ callFlowId })}
          />
        )}
        <MultiSelect
          label={t("channels.teams")}
          description={t("channels.teamsHelp")}
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={values.teamIds}
          onChange={(teamIds) => set({ teamIds })}
        />
        {!channel.letters && (
          <FollowUpFields rules={values.rules} errors={errors} onChange={(rules) => set({ rules })} />
        )}
        <FormError error={save.error} />
        {isAdmin && (
          <Button type="submit" loading={save.isPending} className={classes.save}>
            {t("common.save")}
          </Button>
        )}
      </fieldset>
    </form>
  );
}
