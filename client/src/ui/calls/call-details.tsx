import { lazy, Suspense } from "react";
import type { Call } from "../../../../server/contract/calls.ts";
import { takersOf } from "../../lib/calls.ts";
import { usePeople } from "../../lib/directory.ts";
import { listed } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Bone } from "../skeleton.tsx";
import classes from "./calls.module.css";

const RecordingPlayer = lazy(async () => ({
  default: (await import("../recording-player/recording-player.tsx")).RecordingPlayer,
}));

/** Of a player with two lanes. */
const playerHeight = 96;

/** What the caller chose, whom they talked with, and what was recorded. */
export function CallDetails({ call }: { call: Call }) {
  const people = usePeople();
  const takers = takersOf(call).map(
    ({ personId, number }) => people.get(personId ?? "")?.name ?? number ?? t("common.removedPerson"),
  );
  const choices = call.choices.map(({ digit, label }) => label || digit);
  if (choices.length + takers.length + call.recordings.length === 0) return null;
  return (
    <div className={classes.details}>
      {choices.length + takers.length > 0 && (
        <dl className={classes.facts}>
          <Fact name={t("calls.choices")} values={choices} />
          <Fact name={t("calls.takers")} values={[...new Set(takers)]} />
        </dl>
      )}
      {call.recordings.map((recording) => (
        <Suspense key={recording.id} fallback={<Bone h={playerHeight} />}>
          <RecordingPlayer recording={recording} />
        </Suspense>
      ))}
    </div>
  );
}

function Fact({ name, values }: { name: string; values: string[] }) {
  if (values.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{listed(values)}</dd>
    </div>
  );
}
