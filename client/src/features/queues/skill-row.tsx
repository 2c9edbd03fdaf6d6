import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Skill } from "../../../../server/contract/queues.ts";
import { call } from "../../lib/api.ts";
import { usePeople } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast } from "../../lib/toast.ts";
import { AskButton } from "../../ui/ask-button.tsx";
import { Cut } from "../../ui/cut.tsx";
import { EditInPlace } from "../../ui/edit-in-place.tsx";
import rows from "../../ui/rows.module.css";
import classes from "./queues.module.css";

export function SkillRow({ skill, isAdmin }: { skill: Skill; isAdmin: boolean }) {
  const client = useQueryClient();
  const params = { id: skill.id };
  const having = [...usePeople().values()].filter(
    ({ skills, removedAt }) => !removedAt && skills.some(({ skillId }) => skillId === skill.id),
  );
  const onSettled = () => client.invalidateQueries({ queryKey: ["GET /skills"] });
  const rename = useMutation({
    mutationFn: (name: string) => call("PATCH /skills/:id", { params, body: { name } }),
    onError: (error) => errorToast(error),
    onSettled,
  });
  const remove = useMutation({ mutationFn: () => call("DELETE /skills/:id", { params }), onSettled });
  return (
    <li className={rows.row}>
      <div className={`${rows.words} ${classes.skill}`}>
        {isAdmin ? (
          <EditInPlace
            label={t("queues.skills.name")}
            value={skill.name}
            maxLength={80}
            strong
            onSave={rename.mutate}
          />
        ) : (
          <Cut className={rows.name}>{skill.name}</Cut>
        )}
        <Cut className={rows.about}>
          {having.length > 0 ? having.map(({ name }) => name).join(" · ") : t("queues.skills.nobody")}
        </Cut>
      </div>
      {isAdmin && (
        <AskButton
          label={t("common.remove")}
          title={t("queues.skills.remove", { name: skill.name })}
          text={t("queues.skills.removeText")}
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
        />
      )}
    </li>
  );
}
