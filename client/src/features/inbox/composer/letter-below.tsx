import { ActionIcon, Switch, Tooltip } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import type { Interaction } from "../../../../../server/contract/conversations.ts";
import { t } from "../../../lib/i18n.ts";
import { absoluteTime } from "../../../lib/time.ts";
import { Signature } from "../../../ui/letter/signature.tsx";
import { useAuthor } from "../use-author.ts";
import classes from "./letter.module.css";
import type { LetterWriting } from "./use-letter.ts";

/** What goes under the text: the signature, and what is answered or passed on. */
export function LetterBelow({ letter }: { letter: LetterWriting }) {
  const { fields, signature, of, change } = letter;
  return (
    <div className={classes.below}>
      <Signature text={signature} isOn={fields.isSigned} onChange={(isSigned) => change({ isSigned })} />
      {of && fields.ofId && <Quoted of={of} letter={letter} />}
    </div>
  );
}

function Quoted({ of, letter }: { of: Interaction; letter: LetterWriting }) {
  const { fields, change } = letter;
  const isOpen = letter.isQuoteShown;
  const isPassedOn = fields.mode === "forward";
  const label = t(isOpen ? "letters.compose.hideQuoted" : "letters.compose.showQuoted");
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.quoted}>
      <div className={classes.quotedLine}>
        {isPassedOn ? (
          <span>{passedOn(of)}</span>
        ) : (
          <Switch
            size="xs"
            label={t("letters.compose.quote")}
            checked={fields.isQuoted}
            onChange={(event) => change({ isQuoted: event.currentTarget.checked })}
          />
        )}
        <Tooltip label={label}>
          <ActionIcon
            size={24}
            aria-label={label}
            aria-expanded={isOpen}
            onClick={() => letter.showQuote(!isOpen)}
          >
            <Chevron size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {isOpen && <Preview of={of} isOff={!fields.isQuoted} />}
    </div>
  );
}

const passedOn = ({ files }: Interaction) =>
  files.length > 0
    ? t("letters.compose.passedOnFiles", { count: files.length })
    : t("letters.compose.passedOn");

function Preview({ of, isOff }: { of: Interaction; isOff: boolean }) {
  const name = useAuthor(of);
  const time = absoluteTime(of.sentAt ?? of.createdAt);
  return (
    <blockquote className={classes.preview} data-off={isOff || undefined}>
      <p className="faint small">{t("letters.compose.wrote", { name, time })}</p>
      <p dir="auto">{of.text}</p>
    </blockquote>
  );
}
