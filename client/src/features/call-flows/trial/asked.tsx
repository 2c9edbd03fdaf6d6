import { Button } from "@mantine/core";
import { t } from "../../../lib/i18n.ts";
import { spanWords } from "../span-words.ts";
import classes from "./trial.module.css";
import type { useTrial } from "./use-trial.ts";

/** What else a caller, or the world, can do at this point. */
export function Asked({ trial }: { trial: ReturnType<typeof useTrial> }) {
  const { run, send, wait } = trial;
  const ask = run?.ask;
  if (!ask || ask.type === "hangUp") return null;
  const button = (label: string, onClick: () => void) => (
    <Button variant="default" onClick={onClick}>
      {label}
    </Button>
  );
  if (ask.type === "wait") {
    return (
      <div className={classes.asked}>
        {button(t("callFlows.trial.wait", { span: spanWords(ask.tickAfterSeconds) }), () =>
          wait(ask.tickAfterSeconds),
        )}
        {button(t("callFlows.trial.accept"), () => send({ type: "accepted" }))}
      </div>
    );
  }
  const { turn } = ask;
  if (ask.type === "gather") {
    return (
      <div className={classes.asked}>
        {button(t("callFlows.trial.noKey"), () => send({ type: "timedOut", turn }, ask.timeoutSeconds))}
      </div>
    );
  }
  if (ask.type === "record") {
    return (
      <div className={classes.asked}>
        {button(t("callFlows.trial.speak"), () => send({ type: "recorded", turn, seconds: 10 }, 10))}
        {button(t("callFlows.trial.sayNothing"), () => send({ type: "recorded", turn, seconds: 0 }))}
      </div>
    );
  }
  if (ask.to.kind === "person" || run.state.at === "connected") {
    return <p className={classes.talking}>{t("callFlows.trial.talking")}</p>;
  }
  const { number, timeoutSeconds } = ask.to;
  return (
    <div className={classes.asked}>
      {button(t("callFlows.trial.answer", { number }), () => send({ type: "accepted" }))}
      {button(t("callFlows.trial.noAnswer"), () => send({ type: "timedOut", turn }, timeoutSeconds))}
    </div>
  );
}
