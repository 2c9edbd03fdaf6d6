import { ActionIcon, Tooltip } from "@mantine/core";
import { IconDeviceTv, IconHistory, IconInfoCircle, IconVolume, IconVolumeOff } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { Board } from "../../../../server/contract/board.ts";
import { t } from "../../lib/i18n.ts";
import { useChangePreferences, useMe } from "../../lib/session.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { Word } from "../../ui/status-word.tsx";
import classes from "./board-header.module.css";
import { momentWords } from "./past/moment-words.ts";
import type { Past } from "./past/use-past.ts";

const Definitions = lazy(() => import("./definitions.tsx"));

interface BoardHeaderProps {
  /** The live one, for its time zone. */
  board: Board | undefined;
  past: Past;
  openWall(): void;
}

export function BoardHeader({ board, past, openWall }: BoardHeaderProps) {
  const [isDefining, setIsDefining] = useState(false);
  const isMuted = useMe().preferences.mutesBoard ?? false;
  const changePreferences = useChangePreferences();
  const zone = board?.timeZone;
  return (
    <PageHeader
      title={t("board.title")}
      actions={
        <>
          <Doing
            label={t("board.past.open")}
            icon={IconHistory}
            isOn={past.isOpen}
            run={() => (past.isOpen ? past.close() : past.open())}
          />
          <Doing
            label={t(isMuted ? "board.sound.off" : "board.sound.on")}
            icon={isMuted ? IconVolumeOff : IconVolume}
            run={() => changePreferences({ mutesBoard: !isMuted })}
          />
          <Doing label={t("board.definitions.open")} icon={IconInfoCircle} run={() => setIsDefining(true)} />
          <Doing label={t("board.wall.enter")} icon={IconDeviceTv} run={openWall} />
        </>
      }
    >
      <span role="status">
        {past.moment === undefined ? (
          <Word meaning="good">{t("board.live")}</Word>
        ) : (
          <Word meaning="waiting">{t("board.past.mark")}</Word>
        )}
      </span>
      {zone && (
        <span className={`${classes.zone} cut`}>
          {past.moment === undefined
            ? t("board.zone", { zone })
            : t("board.past.shows", { time: momentWords(past.moment, zone), zone })}
        </span>
      )}
      <Suspense>
        {isDefining && <Definitions timeZone={zone ?? ""} close={() => setIsDefining(false)} />}
      </Suspense>
    </PageHeader>
  );
}

interface DoingProps {
  label: string;
  icon: typeof IconHistory;
  /** Of what is switched on and off. */
  isOn?: boolean;
  run(): void;
}

function Doing({ label, icon: Icon, isOn, run }: DoingProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} aria-pressed={isOn} onClick={run} variant={isOn ? "light" : "subtle"}>
        <Icon size={20} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
