import { Button, MultiSelect, TextInput } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Person, Team } from "../../../../server/contract/people.ts";
import { call } from "../../lib/api.ts";
import type { Args } from "../../lib/api-types.ts";
import { useTeams } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast } from "../../lib/toast.ts";
import { AskButton } from "../../ui/ask-button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import rows from "../../ui/rows.module.css";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import classes from "./people.module.css";

interface TeamsProps {
  people: Person[];
  isAdmin: boolean;
}

export function Teams({ people, isAdmin }: TeamsProps) {
  const teams = useTeams();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const again = () => {
    void client.invalidateQueries({ queryKey: ["GET /teams"] });
    void client.invalidateQueries({ queryKey: ["GET /people"] });
  };
  const outcome = { onError: (error: Error) => void errorToast(error), onSettled: again };
  const make = useMutation({
    mutationFn: (made: string) => call("POST /teams", { body: { name: made } }),
    ...outcome,
  });
  const change = useMutation({
    mutationFn: ({ team, body }: { team: Team; body: Args<"PATCH /teams/:id">["body"] }) =>
      call("PATCH /teams/:id", { params: { id: team.id }, body }),
    ...outcome,
  });
  const remove = useMutation({
    mutationFn: (team: Team) => call("DELETE /teams/:id", { params: { id: team.id } }),
    onSettled: again,
  });
  return (
    <>
      {teams.isPending && <SkeletonRows height={64} />}
      {teams.error && <ErrorPanel error={teams.error} retry={() => void teams.refetch()} />}
      {teams.isSuccess && teams.data.length === 0 && (
        <EmptyState
          icon={<IconUsersGroup size={28} stroke={1.5} />}
          title={t("people.teams.empty")}
          text={t("people.teams.text")}
        />
      )}
      <ul className={rows.rows}>
        {teams.data?.map((team) => (
          <li className={`${rows.row} ${classes.row}`} key={team.id}>
            <span className={classes.team} dir="auto">
              {team.name}
            </span>
            <MultiSelect
              flex={1}
              aria-label={t("people.teams.members", { name: team.name })}
              data={people.map((person) => ({ value: person.id, label: person.name }))}
              value={team.memberIds}
              onChange={(memberIds) => change.mutate({ team, body: { memberIds } })}
              placeholder={team.memberIds.length === 0 && isAdmin ? t("people.teams.addMember") : undefined}
              searchable
              readOnly={!isAdmin}
            />
            {isAdmin && (
              <AskButton
                label={t("common.remove")}
                title={t("people.teams.remove", { name: team.name })}
                text={t("people.teams.removeText")}
                isPending={remove.isPending}
                error={remove.error}
                onConfirm={() => remove.mutate(team)}
              />
            )}
          </li>
        ))}
      </ul>
      {isAdmin && (
        <form
          className={classes.newTeam}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) make.mutate(name.trim(), { onSuccess: () => setName("") });
          }}
        >
          <TextInput
            label={t("people.teams.new")}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button h={36} type="submit" disabled={!name.trim()} loading={make.isPending}>
            {t("people.teams.make")}
          </Button>
        </form>
      )}
    </>
  );
}
