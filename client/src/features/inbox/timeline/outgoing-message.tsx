import { Button } from "@mantine/core";
import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { shortAddress } from "../../../lib/addresses.ts";
import { t } from "../../../lib/i18n.ts";
import { signed } from "../../../lib/letter-parts.ts";
import { RequestId } from "../../../ui/error-panel.tsx";
import { type Outgoing, type OutgoingLetter, sendAgain, takeBack } from "../composer/outbox.ts";
import { Files } from "./files.tsx";
import classes from "./message.module.css";
import { NoteWord } from "./message.tsx";
import { MessageText } from "./message-text.tsx";

/** What was written and is not kept by the hub yet. */
export function OutgoingMessage({ outgoing }: { outgoing: Outgoing }) {
  const { kind, files, letter } = outgoing;
  const { text } = signed({ html: "", text: outgoing.text }, letter?.signature ?? "");
  return (
    <article
      className={`${classes.message} ${classes.outgoing}`}
      data-side={kind === "note" ? "note" : "out"}
      data-first
      data-message
      tabIndex={-1}
    >
      {kind === "note" && (
        <div className={classes.author}>
          <NoteWord />
        </div>
      )}
      <div className={classes.line}>
        <div className={classes.bubble}>
          {letter && <Recipients letter={letter} />}
          {text !== "" && <MessageText text={text} />}
          {files.length > 0 && <Files files={files} />}
        </div>
      </div>
      <div className={classes.foot}>
        <Standing outgoing={outgoing} />
      </div>
    </article>
  );
}

const Recipients = ({ letter: { to, cc, bcc, subject } }: { letter: OutgoingLetter }) => (
  <p className={classes.recipients} dir="auto">
    {t("letters.outgoingTo", { names: [...to, ...cc, ...bcc].map(shortAddress).join(", ") })}
    <br />
    {subject}
  </p>
);

function Standing({ outgoing }: { outgoing: Outgoing }) {
  const { clientKey, state, problem } = outgoing;
  const back = (
    <Button size="compact-xs" variant="subtle" onClick={() => takeBack(clientKey)}>
      {t(state === "held" ? "common.undo" : "inbox.outgoing.edit")}
    </Button>
  );
  if (state === "held" || state === "sending") {
    return (
      <span className={classes.delivery} data-meaning={problem ? "waiting" : undefined}>
        <IconClock size={14} stroke={1.8} aria-hidden />
        {problem ? t("inbox.outgoing.retrying") : t("inbox.delivery.sending")}
        {state === "held" && back}
      </span>
    );
  }
  const isUnseen = state === "unseen";
  return (
    <span className={classes.delivery} data-meaning={isUnseen ? "waiting" : "late"} role="alert">
      <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
      <span>
        {isUnseen ? t("inbox.outgoing.unseen") : t("inbox.outgoing.failed", { why: problem?.words ?? "" })}
      </span>
      <Button size="compact-xs" variant="subtle" onClick={() => sendAgain(clientKey, isUnseen)}>
        {t(isUnseen ? "inbox.outgoing.sendAnyway" : "common.retry")}
      </Button>
      {back}
      <RequestId id={isUnseen ? undefined : problem?.requestId} />
    </span>
  );
}
