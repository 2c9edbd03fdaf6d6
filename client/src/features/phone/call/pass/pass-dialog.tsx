import { Button, Modal, SegmentedControl, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Args } from "../../../../lib/api-types.ts";
import { t } from "../../../../lib/i18n.ts";
import { Bone } from "../../../../ui/skeleton.tsx";
import type { useCallVerbs } from "../use-call-verbs.ts";
import { FoundPeople, FoundQueues } from "./found.tsx";
import classes from "./pass.module.css";
import { useParties } from "./use-parties.ts";

type Party = Args<"POST /calls/:id/legs">["body"]["to"];
type Kind = Party["kind"];

/** Who gets ready, or is in a call by now. */
const againMs = 5_000;

interface PassDialogProps {
  callId: string;
  verbs: ReturnType<typeof useCallVerbs>;
  close(): void;
}

/** To a person, a queue or a number: at once, after a talk in private, or staying with them. */
export default function PassDialog({ callId, verbs, close }: PassDialogProps) {
  const parties = useParties(callId, { refetchInterval: againMs });
  const kinds: Kind[] = parties?.canDial ? ["person", "queue", "number"] : ["person", "queue"];
  const [kind, setKind] = useState<Kind>("person");
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const target = kind === "number" ? typed.trim() || null : chosen;
  const turnTo = (next: Kind) => {
    setKind(next);
    setTyped("");
    setChosen(null);
  };
  const send = async (how: { leaves: boolean; talksFirst?: boolean }) => {
    if (!target) return;
    const isDone = await (kind === "queue" && how.leaves
      ? verbs.requeue(target)
      : verbs.bring({ to: toOf(kind, target), ...how }));
    if (isDone) close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send({ leaves: true });
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
        {kind === "person" &&
          (parties ? (
            <FoundPeople typed={typed} colleagues={parties.colleagues} chosen={chosen} choose={setChosen} />
          ) : (
            <Bone h={240} />
          ))}
        {kind === "queue" && <FoundQueues typed={typed} chosen={chosen} choose={setChosen} />}
        <div className={classes.foot}>
          <span className="faint small">
            {t(kind === "queue" ? "phone.passing.sendHelp" : "phone.passing.passHelp")}
          </span>
          {kind !== "queue" && (
            <Button
              variant="default"
              disabled={!target || verbs.isBusy}
              onClick={() => void send({ leaves: false })}
            >
              {t("phone.passing.bring")}
            </Button>
          )}
          <Button
            variant="default"
            disabled={!target || verbs.isBusy}
            onClick={() => void send({ leaves: false, talksFirst: true })}
          >
            {t("phone.passing.talkFirst")}
          </Button>
          <Button type="submit" disabled={!target || verbs.isBusy}>
            {t(kind === "queue" ? "phone.passing.send" : "phone.passing.pass")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function toOf(kind: Kind, target: string): Party {
  if (kind === "number") return { kind, number: target };
  return kind === "queue" ? { kind, queueId: target } : { kind, personId: target };
}
