import { Tooltip } from "@mantine/core";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import type { Correspondent, Letter } from "../../../../../server/contract/letters.ts";
import { shortAddress, wholeAddress } from "../../../lib/addresses.ts";
import { t } from "../../../lib/i18n.ts";
import { absoluteTime } from "../../../lib/time.ts";
import { useHoldPlace } from "./hold-place.ts";
import classes from "./letter-head.module.css";

interface LetterHeadProps {
  letter: Letter;
  /** Whoever wrote it, as they are called here. */
  name: string;
  at: string;
  /** At the end of the line. */
  children: ReactNode;
}

/** From and to in two lines, with every address on demand. */
export function LetterHead({ letter, name, at, children }: LetterHeadProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const hold = useHoldPlace();
  const address = letter.from?.address;
  const recipients = [...letter.to, ...letter.cc, ...letter.bcc];
  const label = t(isOpen ? "letters.hideAddresses" : "letters.showAddresses");
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <header className={classes.head}>
      <div className={classes.who}>
        <div className={classes.from}>
          <span className={`cut ${classes.name}`} dir="auto">
            {name}
          </span>
          {address && address !== name && (
            <span className="cut faint small" dir="ltr">
              {address}
            </span>
          )}
        </div>
        <Tooltip label={label}>
          <button
            type="button"
            className={classes.to}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            aria-label={`${toLine(recipients)}. ${label}`}
            onClick={() => {
              hold();
              setIsOpen(!isOpen);
            }}
          >
            <span className="cut" dir="auto">
              {toLine(recipients)}
            </span>
            <Chevron size={14} aria-hidden />
          </button>
        </Tooltip>
        {isOpen && <Addresses id={id} letter={letter} at={at} />}
      </div>
      {children}
    </header>
  );
}

const shown = 2;

function toLine(recipients: Correspondent[]): string {
  const names = recipients.slice(0, shown).map(shortAddress).join(", ");
  const more = recipients.length - shown;
  const line = t("letters.toLine", { names });
  return more > 0 ? `${line} ${t("letters.moreAddresses", { count: more })}` : line;
}

function Addresses({ id, letter, at }: { id: string; letter: Letter; at: string }) {
  const { from, to, cc, bcc, replyTo, subject } = letter;
  const lines = { from: from ? [from] : [], replyTo, to, cc, bcc };
  return (
    <dl id={id} className={classes.addresses}>
      {(Object.keys(lines) as (keyof typeof lines)[]).map(
        (kind) =>
          lines[kind].length > 0 && (
            <div key={kind}>
              <dt>{t(`letters.${kind}`)}</dt>
              <dd dir="auto">{lines[kind].map(wholeAddress).join(", ")}</dd>
            </div>
          ),
      )}
      <div>
        <dt>{t("letters.subject")}</dt>
        <dd dir="auto">{subject || t("letters.noSubject")}</dd>
      </div>
      <div>
        <dt>{t("letters.sentAt")}</dt>
        <dd>{absoluteTime(at)}</dd>
      </div>
    </dl>
  );
}
