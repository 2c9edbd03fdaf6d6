import { MultiSelect } from "@mantine/core";
import type { Queue } from "../../../../server/contract/queues.ts";
import { useChannels, usePeople, useTeams } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";

type Values = Pick<Queue, "personIds" | "teamIds" | "channelIds">;

interface WhoFieldsProps {
  values: Values;
  onChange(some: Partial<Values>): void;
}

/** Who gets the work, and where it comes from. */
export function WhoFields({ values, onChange }: WhoFieldsProps) {
  const people = [...usePeople().values()].filter(
    ({ id, removedAt }) => !removedAt || values.personIds.includes(id),
  );
  const teams = useTeams().data ?? [];
  const channels = [...useChannels().values()];
  return (
    <>
      <MultiSelect
        label={t("queues.who.people")}
        data={asChoices(people)}
        value={values.personIds}
        searchable
        onChange={(personIds) => onChange({ personIds })}
      />
      {teams.length > 0 && (
        <MultiSelect
          label={t("queues.who.teams")}
          description={t("queues.who.teamsHelp")}
          data={asChoices(teams)}
          value={values.teamIds}
          searchable
          onChange={(teamIds) => onChange({ teamIds })}
        />
      )}
      <MultiSelect
        label={t("queues.who.channels")}
        description={t("queues.who.channelsHelp")}
        data={asChoices(channels)}
        value={values.channelIds}
        searchable
        onChange={(channelIds) => onChange({ channelIds })}
      />
    </>
  );
}

const asChoices = (rows: { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));
