import { Button, Switch, TextInput } from "@mantine/core";
import { IconPhone, IconPhoneOff } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { isCode } from "../../../lib/api-error.ts";
import { useQueues } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { phoneKeys } from "../../../lib/phone-keys.ts";
import { FormError } from "../../../ui/form-error.tsx";
import { useFlow } from "../flow-context.ts";
import { Asked } from "./asked.tsx";
import { Keypad } from "./keypad.tsx";
import { lineWords } from "./line-words.ts";
import { localTime } from "./local-time.ts";
import { canSpeak, hush } from "./read-aloud.ts";
import classes from "./trial.module.css";
import type { Run, useTrial } from "./use-trial.ts";

interface TrialProps {
  trial: ReturnType<typeof useTrial>;
  isAloud: boolean;
  onAloud(isAloud: boolean): void;
}

/** The flow tried as a caller meets it: by keys, without a call. */
export function Trial({ trial, isAloud, onAloud }: TrialProps) {
  const { run, isCalling, send } = trial;
  const [begins, setBegins] = useState(() => localTime(new Date()));
  const log = useRef<HTMLDivElement>(null);
  const ask = run?.ask;
  const meant = useMeantKeys(run);
  const isKeyed = ask?.type === "gather" || ask?.type === "wait";

  const press = (digits: string) => {
    if (isKeyed) send({ type: "digits", turn: ask.turn, digits });
  };
  const pressByKey = (event: KeyboardEvent) => {
    const isField = event.target instanceof HTMLInputElement;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isField || !isPlain || !isKeyed || !phoneKeys.includes(event.key)) return;
    event.preventDefault();
    press(event.key);
  };
  const begin = () => {
    trial.begin(new Date(begins));
    // The button that has the focus goes.
    log.current?.focus();
  };

  return (
    <section className={classes.trial} aria-label={t("callFlows.trial.title")} onKeyDown={pressByKey}>
      <header className={classes.head}>
        <h2>{t("callFlows.trial.title")}</h2>
        {canSpeak() && (
          <Switch
            size="xs"
            label={t("callFlows.trial.aloud")}
            checked={isAloud}
            onChange={(event) => {
              if (!event.currentTarget.checked) hush();
              onAloud(event.currentTarget.checked);
            }}
          />
        )}
      </header>
      <Lines log={log} trial={trial} />
      {trial.error !== null && <TrialError error={trial.error} />}
      {isCalling ? (
        <div className={classes.controls}>
          <Keypad isMeant={(key) => meant.includes(key)} isOff={!isKeyed} onPress={press} />
          <Asked trial={trial} />
          <Button
            color="red"
            leftSection={<IconPhoneOff size={16} />}
            onClick={() => {
              hush();
              send({ type: "hungUp" });
              log.current?.focus();
            }}
          >
            {t("callFlows.trial.hangUp")}
          </Button>
        </div>
      ) : (
        <div className={classes.controls}>
          <TextInput
            type="datetime-local"
            label={t("callFlows.trial.at")}
            value={begins}
            onChange={(event) => setBegins(event.currentTarget.value || localTime(new Date()))}
          />
          <Button
            variant="default"
            leftSection={<IconPhone size={16} />}
            loading={trial.isBusy}
            onClick={begin}
          >
            {t(run ? "callFlows.trial.again" : "callFlows.trial.begin")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** The keys that lead somewhere now. */
function useMeantKeys(run: Run | undefined): string[] {
  const { nodes } = useFlow().draft.values;
  const node = run && "nodeId" in run.state ? nodes[run.state.nodeId] : undefined;
  if (node?.type === "menu") return node.choices.map(({ digit }) => digit);
  return node?.type === "queue" && node.callback ? [node.callback.key] : [];
}

interface LinesProps {
  log: React.RefObject<HTMLDivElement | null>;
  trial: TrialProps["trial"];
}

function Lines({ log, trial: { run } }: LinesProps) {
  const { draft } = useFlow();
  const names = { queues: useQueues().data ?? [], sounds: draft.sounds };
  const last = run?.lines.at(-1)?.id;
  useEffect(() => {
    if (last) log.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [last, log]);
  return (
    <div
      ref={log}
      className={classes.lines}
      role="log"
      aria-label={t("callFlows.trial.lines")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and takes the keys of the phone
      tabIndex={0}
    >
      {!run && <p className={classes.hint}>{t("callFlows.trial.hint")}</p>}
      {run?.lines.map((line) => (
        <p key={line.id} className={classes.line} data-kind={line.kind} dir="auto">
          {lineWords(line, names)}
        </p>
      ))}
    </div>
  );
}

/** What is wrong with the flow stands at its fields. */
const TrialError = ({ error }: { error: unknown }) =>
  isCode(error, "invalid") ? (
    <p className={classes.wrong} role="alert">
      {t("callFlows.trial.mendFirst")}
    </p>
  ) : (
    <FormError error={error} />
  );
