import { Button, Modal, SegmentedControl, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { t } from "../../../../lib/i18n.ts";
import type { useCallVerbs } from "../use-call-verbs.ts";
import { FoundPeople, FoundQueues } from "./found.tsx";
import classes from "./pass.module.css";

const kinds = ["person", "queue", "number"] as const;
type Kind = (typeof kinds)[number];

interface PassDialogProps {
  verbs: ReturnType<typeof useCallVerbs>;
  close(): void;
}

/** To a person, a queue or a number: at once, or staying until they have answered. */
export default function PassDialog({ verbs, close }: PassDialogProps) {
  const [kind, setKind] = useState<Kind>("person");
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const target = kind === "number" ? typed.trim() || null : chosen;
  const turnTo = (next: Kind) => {
    setKind(next);
    setTyped("");
    setChosen(null);
  };
  const send = async (leaves: boolean) => {
    if (!target) return;
    const isDone = await (kind === "queue"
      ? verbs.requeue(target)
      : verbs.bring({
          to: kind === "person" ? { kind, personId: target } : { kind, number: target },
          leaves,
        }));
    if (isDone) close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(true);
  };
  const label = t(
    `phone.passing.${kind === "number" ? "number" : kind === "queue" ? "findQueue" : "findPerson"}`,
  );
  return (
    <Modal opened onClose={close} title={t("phone.passing.title")} size="md">
      <form className={classes.form} onSubmit={submit}>
        <SegmentedControl
          fullWidth
          aria-label={t("phone.passing.to")}
          value={kind}
          onChange={(next) => turnTo(next as Kind)}
          data={kinds.map((value) => ({ value, label: t(`phone.passing.${value}`) }))}
        />
        <TextInput
          key={kind}
          data-autofocus
          type={kind === "number" ? "tel" : "text"}
          label={label}
          description={kind === "number" ? t("phone.passing.numberHelp") : undefined}
          maxLength={40}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {kind === "person" && <FoundPeople typed={typed} chosen={chosen} choose={setChosen} />}
        {kind === "queue" && <FoundQueues typed={typed} chosen={chosen} choose={setChosen} />}
        <div className={classes.foot}>
          <span className="faint small">
            {t(kind === "queue" ? "phone.passing.sendHelp" : "phone.passing.passHelp")}
          </span>
          {kind !== "queue" && (
            <Button variant="default" disabled={!target || verbs.isBusy} onClick={() => void send(false)}>
              {t("phone.passing.bring")}
            </Button>
          )}
          <Button type="submit" disabled={!target || verbs.isBusy}>
            {t(kind === "queue" ? "phone.passing.send" : "phone.passing.pass")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
