import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconCheck, IconMessages, IconX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { t } from "../../lib/i18n.ts";
import { useChangePreferences, useMe } from "../../lib/session.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import classes from "./getting-started.module.css";
import { type Step, useSteps } from "./use-steps.ts";

/** In the conversation's place while none is open: the first steps, until they are done or hidden. */
export function GettingStarted() {
  const me = useMe();
  const changePreferences = useChangePreferences();
  const steps = useSteps();
  const isDone = steps.every((step) => step.isDone);
  if (me.preferences.hidesGettingStarted || isDone) {
    return (
      <EmptyState
        icon={<IconMessages size={24} stroke={1.5} />}
        title={t("inbox.noneOpen.title")}
        text={t("inbox.noneOpen.text")}
      />
    );
  }
  return (
    <div className={classes.place}>
      <section className={classes.panel} aria-labelledby="getting-started">
        <header className={classes.header}>
          <div>
            <h2 id="getting-started" className={classes.title}>
              {t("inbox.start.title")}
            </h2>
            <p className={classes.text}>{t("inbox.start.text")}</p>
          </div>
          <Tooltip label={t("inbox.start.hide")}>
            <ActionIcon
              aria-label={t("inbox.start.hide")}
              onClick={() => changePreferences({ hidesGettingStarted: true })}
            >
              <IconX size={18} />
            </ActionIcon>
          </Tooltip>
        </header>
        <ol className={classes.steps}>
          {steps.map((step, index) => (
            <StepRow
              key={step.id}
              step={step}
              number={index + 1}
              isNext={step === steps.find((one) => !one.isDone)}
            />
          ))}
        </ol>
      </section>
    </div>
  );
}

function StepRow({ step, number, isNext }: { step: Step; number: number; isNext: boolean }) {
  const { id, isDone } = step;
  return (
    <li className={classes.step} data-done={isDone || undefined}>
      <span className={classes.tick}>
        {isDone ? <IconCheck size={16} stroke={2.4} aria-label={t("inbox.start.done")} /> : number}
      </span>
      <div className={classes.words}>
        <h3 className={classes.stepTitle}>{t(`inbox.start.${id}.title`)}</h3>
        <p className={classes.text}>{t(`inbox.start.${id}.text`)}</p>
      </div>
      {!isDone && <StepLink id={id} isNext={isNext} />}
    </li>
  );
}

function StepLink({ id, isNext }: { id: Step["id"]; isNext: boolean }) {
  const navigate = useNavigate();
  const variant = isNext ? "filled" : "default";
  if (id === "chat") {
    return (
      <Button component="a" href="/demo" target="_blank" rel="noopener" variant={variant}>
        {t("inbox.start.chat.action")}
      </Button>
    );
  }
  return (
    <Button
      variant={variant}
      onClick={() => void navigate({ to: id === "channel" ? "/channels" : "/people" })}
    >
      {t(`inbox.start.${id}.action`)}
    </Button>
  );
}
