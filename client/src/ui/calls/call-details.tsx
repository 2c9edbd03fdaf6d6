import { lazy, Suspense } from "react";
import type { Call } from "../../../../server/contract/calls.ts";
import { t } from "../../lib/i18n.ts";
import { Bone } from "../skeleton.tsx";
import { CallFacts, hasFacts } from "./call-facts.tsx";
import classes from "./calls.module.css";
import { EndPassedOn } from "./end-passed-on.tsx";
import { useSupervisions } from "./use-supervisions.ts";

const RecordingPlayer = lazy(async () => ({
  default: (await import("../recording-player/recording-player.tsx")).RecordingPlayer,
}));

/** Of a player with two lanes. */
const playerHeight = 96;

/** What is known of it, and what was recorded. */
export function CallDetails({ call }: { call: Call }) {
  const isRefused = call.isRecordingRefused;
  const supervisions = useSupervisions(call);
  const count = call.recordings.length + supervisions.length;
  if (!hasFacts(call) && count === 0 && !isRefused) return null;
  return (
    <div className={classes.details}>
      <CallFacts call={call} />
      <EndPassedOn call={call} />
      {supervisions.length > 0 && (
        <dl className={classes.facts}>
          <div>
            <dt>{t("calls.supervised.label")}</dt>
            <dd>
              {supervisions.map(({ id, words }) => (
                <div key={id}>{words}</div>
              ))}
            </dd>
          </div>
        </dl>
      )}
      {isRefused && <p className={classes.refused}>{t("calls.recordingRefused")}</p>}
      {call.recordings.map((recording) => (
        <Suspense key={recording.id} fallback={<Bone h={playerHeight} />}>
          <RecordingPlayer
            recording={recording}
            isTitled={recording.kind === "voicemail" && call.outcome !== "voicemail"}
          />
        </Suspense>
      ))}
    </div>
  );
}
