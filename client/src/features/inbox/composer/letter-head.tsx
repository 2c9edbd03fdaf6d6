import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowBackUpDouble,
  IconArrowForwardUp,
  IconChevronDown,
  IconChevronUp,
} from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { shortAddress } from "../../../lib/addresses.ts";
import { t } from "../../../lib/i18n.ts";
import { AddressField } from "../../../ui/letter/address-field.tsx";
import { SubjectField } from "../../../ui/letter/subject-field.tsx";
import { letterModes } from "./drafts.ts";
import classes from "./letter.module.css";
import { type LetterWriting, recipientsId } from "./use-letter.ts";

/** To whom it goes and what it is called: in one line, or as fields. */
export function LetterHead({ letter, onSubmit }: { letter: LetterWriting; onSubmit(): void }) {
  const { isOpen, fold, unfold } = letter;
  const label = t(isOpen ? "letters.compose.fold" : "letters.compose.unfold");
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <div className={classes.head}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a press that moved the focus would move what is pressed */}
      <div className={classes.line} onMouseDown={(event) => event.preventDefault()}>
        <Mode letter={letter} />
        {isOpen ? <span className={classes.summary} /> : <Summary letter={letter} />}
        <ActionIcon
          size={28}
          aria-label={label}
          title={label}
          aria-expanded={isOpen}
          onClick={isOpen ? fold : unfold}
        >
          <Chevron size={16} stroke={1.6} />
        </ActionIcon>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the fields in it take the key */}
      <div hidden={!isOpen} onKeyDown={(event) => sendsFrom(event) && leaveAnd(event, onSubmit)}>
        <Fields letter={letter} />
      </div>
    </div>
  );
}

const sendsFrom = ({ key, ctrlKey, metaKey, nativeEvent }: KeyboardEvent) =>
  key === "Enter" && (ctrlKey || metaKey) && !nativeEvent.isComposing;

/** Left, a field takes what was typed in it; that is drawn before it is sent. */
function leaveAnd(event: KeyboardEvent, then: () => void) {
  event.preventDefault();
  (event.target as HTMLElement).blur();
  requestAnimationFrame(then);
}

const icons = { reply: IconArrowBackUp, replyAll: IconArrowBackUpDouble, forward: IconArrowForwardUp };

function Mode({ letter }: { letter: LetterWriting }) {
  const { mode } = letter.fields;
  const Icon = icons[mode];
  const choices = letterModes.filter((one) => one !== "replyAll" || letter.hasOthers || mode === one);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          className={classes.mode}
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<Icon size={16} stroke={1.6} />}
          rightSection={<IconChevronDown size={12} />}
          aria-label={`${t("letters.compose.mode")}: ${t(`letters.compose.${mode}`)}`}
        >
          {t(`letters.compose.${mode}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((one) => {
          const ChoiceIcon = icons[one];
          return (
            <Menu.Item
              key={one}
              leftSection={<ChoiceIcon size={16} />}
              // The menu gives the focus back to its button first.
              onClick={() => setTimeout(() => letter.turnTo(one))}
            >
              {t(`letters.compose.${one}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function Summary({ letter }: { letter: LetterWriting }) {
  const { to, cc, bcc, subject } = letter.fields;
  const names = [...to, ...cc, ...bcc].map(shortAddress).join(", ");
  return (
    <button type="button" className={classes.summary} onClick={letter.unfold} title={`${names}\n${subject}`}>
      <span className={`cut ${classes.names}`} dir="auto">
        {names}
      </span>
      <span className={`cut ${classes.topic}`} dir="auto">
        {subject}
      </span>
    </button>
  );
}

function Fields({ letter }: { letter: LetterWriting }) {
  const { fields, change, isRecipientDemanded } = letter;
  const [asked, setAsked] = useState<("cc" | "bcc")[]>([]);
  const isShown = (kind: "cc" | "bcc") => fields[kind].length > 0 || asked.includes(kind);
  const hidden = (["cc", "bcc"] as const).filter((kind) => !isShown(kind));
  return (
    <div className={classes.fields}>
      <AddressField
        id={recipientsId}
        label={t("letters.to")}
        isNeeded
        value={fields.to}
        onChange={(to) => change({ to })}
        problem={isRecipientDemanded ? t("letters.compose.noRecipient") : undefined}
        aside={hidden.map((kind) => (
          <Button
            key={kind}
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => setAsked((all) => [...all, kind])}
          >
            {t(`letters.${kind}`)}
          </Button>
        ))}
      />
      {(["cc", "bcc"] as const).map(
        (kind) =>
          isShown(kind) && (
            <AddressField
              key={kind}
              label={t(`letters.${kind}`)}
              value={fields[kind]}
              isNew={asked.includes(kind)}
              onChange={(value) => change({ [kind]: value })}
            />
          ),
      )}
      <SubjectField value={fields.subject} onChange={(subject) => change({ subject })} />
    </div>
  );
}
