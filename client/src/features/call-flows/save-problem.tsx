import { Alert, Button, Group } from "@mantine/core";
import { isCode } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast } from "../../lib/toast.ts";
import { FormError } from "../../ui/form-error.tsx";
import classes from "./call-flows.module.css";
import type { Draft } from "./use-draft.ts";

/** Why it was not saved. After a conflict nothing is lost until somebody has chosen. */
export function SaveProblem({ draft }: { draft: Draft }) {
  const { error } = draft.save;
  if (!error) return null;
  if (!isCode(error, "conflict")) {
    return (
      <div className={classes.problem}>
        <FormError error={error} />
      </div>
    );
  }
  return (
    <div className={classes.problem}>
      <Alert color="yellow" variant="light" role="alert" title={t("callFlows.conflict.title")} p={12}>
        <p>{t("callFlows.conflict.text")}</p>
        <Group gap={8}>
          <Button variant="default" onClick={() => draft.keepMine().catch((reason) => errorToast(reason))}>
            {t("callFlows.conflict.mine")}
          </Button>
          <Button variant="default" onClick={() => draft.takeTheirs().catch((reason) => errorToast(reason))}>
            {t("callFlows.conflict.theirs")}
          </Button>
        </Group>
      </Alert>
    </div>
  );
}
