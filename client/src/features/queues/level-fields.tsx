import { Fieldset, NumberInput, Switch } from "@mantine/core";
import { t } from "../../lib/i18n.ts";
import { asNumber, shown } from "../../lib/typed-number.ts";
import { DurationField } from "../../ui/duration-field.tsx";
import type { QueueFieldsProps, QueueValues } from "./queue-values.ts";
import classes from "./queues.module.css";

type Figure = keyof QueueValues["thresholds"];

/** From where a figure is amber, and from where red, as most begin. */
const usual: Record<Figure, [amber: number, red: number]> = {
  waiting: [5, 10],
  longestWaitSeconds: [60, 180],
  serviceLevel: [80, 70],
};
const figures = Object.keys(usual) as Figure[];

/** How soon work is to be answered, and from where the board warns. */
export function LevelFields({ values, errors, onChange }: QueueFieldsProps) {
  const { thresholds } = values;
  const set = (figure: Figure, pair: [number, number] | undefined) => {
    const { [figure]: _, ...others } = thresholds;
    onChange({ thresholds: pair ? { ...others, [figure]: pair } : others });
  };
  return (
    <section className={classes.section}>
      <h2>{t("queues.level.title")}</h2>
      <DurationField
        label={t("queues.level.answerWithin")}
        description={t("queues.level.answerWithinHelp")}
        min={1}
        max={604_800}
        value={values.answerWithinSeconds}
        error={errors.answerWithinSeconds}
        onChange={(answerWithinSeconds) => onChange({ answerWithinSeconds })}
      />
      {figures.map((figure) => (
        <Threshold
          key={figure}
          figure={figure}
          pair={thresholds[figure]}
          error={errors[`thresholds.${figure}`]}
          onChange={(pair) => set(figure, pair)}
        />
      ))}
    </section>
  );
}

interface ThresholdProps {
  figure: Figure;
  pair: [number, number] | undefined;
  error: string | undefined;
  onChange(pair: [number, number] | undefined): void;
}

function Threshold({ figure, pair, error, onChange }: ThresholdProps) {
  const limits = { min: 0, max: figure === "serviceLevel" ? 100 : 604_800 };
  return (
    <>
      <Switch
        label={t(`queues.level.warn.${figure}`)}
        checked={pair !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? usual[figure] : undefined)}
      />
      {pair && (
        <Fieldset variant="unstyled" legend={t(`queues.level.legend.${figure}`)} className={classes.pair}>
          {(["amber", "red"] as const).map((colour, nth) => (
            <NumberInput
              key={colour}
              label={t(`queues.level.${colour}`)}
              {...limits}
              required
              withAsterisk={false}
              value={shown(pair[nth] ?? Number.NaN)}
              error={nth === 1 && error}
              onChange={(value) => onChange(pair.with(nth, asNumber(value)) as [number, number])}
            />
          ))}
        </Fieldset>
      )}
    </>
  );
}
