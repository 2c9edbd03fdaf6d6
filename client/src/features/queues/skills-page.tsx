import { Button, TextInput } from "@mantine/core";
import { IconStar } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { useSkills } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Page } from "../../ui/page-header.tsx";
import rows from "../../ui/rows.module.css";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import classes from "./queues.module.css";
import { QueuesHeader } from "./queues-header.tsx";
import { SkillRow } from "./skill-row.tsx";

/** What people can know; who knows it stands with each person. */
export function SkillsPage() {
  const isAdmin = isAtLeast(useMe(), "admin");
  const skills = useSkills();
  return (
    <Page header={<QueuesHeader part="skills" />}>
      {isAdmin && <NewSkill />}
      {skills.isPending && <SkeletonRows height={56} />}
      {skills.error && <ErrorPanel error={skills.error} retry={() => void skills.refetch()} />}
      {skills.data?.length === 0 && (
        <EmptyState
          icon={<IconStar size={28} stroke={1.5} />}
          title={t("queues.skills.empty")}
          text={t("queues.skills.text")}
        />
      )}
      <ul className={rows.rows}>
        {skills.data?.map((skill) => (
          <SkillRow skill={skill} isAdmin={isAdmin} key={skill.id} />
        ))}
      </ul>
    </Page>
  );
}

function NewSkill() {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const make = useMutation({
    mutationFn: () => call("POST /skills", { body: { name: name.trim() } }),
    onSuccess: () => setName(""),
    onSettled: () => client.invalidateQueries({ queryKey: ["GET /skills"] }),
  });
  return (
    <form
      className={classes.newSkill}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) make.mutate();
      }}
    >
      <TextInput
        label={t("queues.skills.new")}
        placeholder={t("queues.skills.example")}
        value={name}
        maxLength={80}
        error={make.error instanceof ApiError && make.error.message}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button h={36} type="submit" disabled={!name.trim()} loading={make.isPending}>
        {t("queues.skills.make")}
      </Button>
    </form>
  );
}
