import { Button, MultiSelect, NumberInput, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Channel } from "../../../../server/contract/channels.ts";
import { request } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { useTeams } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { sayToast } from "../../lib/toast.ts";
import { FormError } from "../../ui/form-error.tsx";
import { OfficeHoursField } from "../../ui/office-hours-field.tsx";
import classes from "./channels.module.css";
import { fieldsOf } from "./fields.ts";
import { SettingsFields } from "./settings-fields.tsx";
import { useChangeChannel } from "./use-change-channel.ts";

/** Name, the connector's own settings, and what a first contact does. */
export function ChannelForm({ channel, isAdmin }: { channel: Channel; isAdmin: boolean }) {
  const connectors = useQuery(request("GET /connectors"));
  const teams = useTeams().data ?? [];
  const fields = fieldsOf(connectors.data?.find(({ id }) => id === channel.connector)?.settings ?? {});
  const [name, setName] = useState(channel.name);
  const [settings, setSettings] = useState<Record<string, unknown>>(() => withoutSecrets(channel));
  const [rules, setRules] = useState(channel.rules);
  const [teamIds, setTeamIds] = useState(channel.teamIds);
  const [officeHours, setOfficeHours] = useState(channel.officeHours);
  const save = useChangeChannel(channel.id);
  const rule = (change: Partial<Channel["rules"]>) => setRules((all) => ({ ...all, ...change }));

  return (
    <form
      className={classes.part}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { name, settings, rules, teamIds, officeHours },
          { onSuccess: () => sayToast(t("channels.saved")) },
        );
      }}
    >
      <fieldset className={classes.form} disabled={!isAdmin}>
        <h2>{t("channels.settings")}</h2>
        <TextInput
          label={t("channels.name")}
          value={name}
          maxLength={120}
          required
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SettingsFields
          fields={fields}
          values={settings}
          errors={save.error instanceof ApiError ? save.error.fields : {}}
          secretsSet={channel.secretsSet}
          onChange={(key, value) => setSettings((all) => ({ ...all, [key]: value }))}
        />
        <h2>{t("channels.rules.title")}</h2>
        <Switch
          label={t("channels.rules.makeDeal")}
          checked={rules.makeDeal}
          onChange={(event) => rule({ makeDeal: event.currentTarget.checked })}
        />
        <Switch
          label={t("channels.rules.makeTask")}
          checked={rules.makeTask}
          onChange={(event) => rule({ makeTask: event.currentTarget.checked })}
        />
        <NumberInput
          label={t("channels.rules.answerWithin")}
          min={1}
          max={10_080}
          value={rules.answerWithinMinutes}
          onChange={(value) => rule({ answerWithinMinutes: Number(value) })}
        />
        <NumberInput
          label={t("channels.rules.reopenWithin")}
          description={t("channels.rules.reopenHelp")}
          min={0}
          max={365}
          value={rules.reopenWithinDays}
          onChange={(value) => rule({ reopenWithinDays: Number(value) })}
        />
        <OfficeHoursField
          label={t("channels.officeHours")}
          absent={t("channels.workspaceHours")}
          value={officeHours}
          onChange={setOfficeHours}
        />
        <MultiSelect
          label={t("channels.teams")}
          description={t("channels.teamsHelp")}
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={teamIds}
          onChange={setTeamIds}
        />
        <FormError error={save.error} />
        <Button type="submit" loading={save.isPending} className={classes.save}>
          {t("common.save")}
        </Button>
      </fieldset>
    </form>
  );
}

/** A secret is never read back; one that is left out stays as it is. */
const withoutSecrets = ({ settings, secretsSet }: Channel) =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => !secretsSet.includes(key)));
