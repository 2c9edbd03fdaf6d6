import {
  IconCalendarEvent,
  IconInfoCircle,
  IconMailCheck,
  IconMailX,
  IconNews,
  IconRobot,
  IconShieldX,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Letter, Nature } from "../../../../../server/contract/letters.ts";
import { useChannels } from "../../../lib/directory.ts";
import { formatBytes } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import classes from "./letter.module.css";

/** What it is where nobody said something by it, and what whoever reads it should know. */
export function LetterNotes({ letter }: { letter: Letter }) {
  const channels = useChannels();
  const { nature, authenticity, marks, from } = letter;
  const others = letter.alsoIn.flatMap((id) => channels.get(id)?.name ?? []);
  const refused = marks.filter(({ mark }) => mark === "refused");
  const notes = [
    nature && <Note key="nature" icon={natures[nature]} text={t(`letters.nature.${nature}`)} />,
    ...marks.map(({ mark, detail }) => {
      const words = markWords(mark, detail);
      return words && <Note key={mark} icon={IconInfoCircle} text={words} />;
    }),
    others.length > 0 && (
      <Note key="alsoIn" icon={IconInfoCircle} text={t("letters.alsoIn", { channels: others.join(", ") })} />
    ),
  ].filter(Boolean);
  return (
    <>
      {authenticity === "failed" && (
        <Warning
          icon={IconShieldX}
          text={from ? t("letters.failed", { address: from.address }) : t("letters.failedUnnamed")}
        />
      )}
      {refused.map(({ detail = "" }) => (
        <Warning key={detail} icon={IconMailX} text={t("letters.marks.refused", { detail })} />
      ))}
      {notes.length > 0 && <ul className={classes.notes}>{notes as ReactNode[]}</ul>}
    </>
  );
}

const natures: Record<Nature, typeof IconRobot> = {
  "auto-reply": IconRobot,
  bounce: IconMailX,
  list: IconNews,
  receipt: IconMailCheck,
  invite: IconCalendarEvent,
};

const Warning = ({ icon: Icon, text }: { icon: typeof IconRobot; text: string }) => (
  <p className={classes.warning} role="note">
    <Icon size={16} stroke={1.8} aria-hidden />
    <span dir="auto">{text}</span>
  </p>
);

const Note = ({ icon: Icon, text }: { icon: typeof IconRobot; text: string }) => (
  <li>
    <Icon size={14} stroke={1.8} aria-hidden />
    <span dir="auto">{text}</span>
  </li>
);

/** Nothing for what stands above, and for what only a newer hub marks. */
function markWords(mark: string, detail: string | undefined): string | undefined {
  if (mark === "reusedId") return t("letters.marks.reusedId");
  if (mark !== "oversize") return undefined;
  const bytes = Number(detail);
  return bytes > 0
    ? t("letters.marks.oversize", { size: formatBytes(bytes) })
    : t("letters.marks.oversizeUnknown");
}
