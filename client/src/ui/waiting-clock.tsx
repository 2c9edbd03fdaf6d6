import { Tooltip } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import type { Conversation } from "../../../server/contract/conversations.ts";
import { useNow } from "../lib/use-now.ts";
import { waitingOf } from "./waiting.ts";
import classes from "./waiting-clock.module.css";

/** Since when the contact waits: grey, amber near the due time, red after it. */
export function WaitingClock({ of }: { of: Pick<Conversation, "waitingSince" | "dueAt"> }) {
  const waiting = waitingOf(of, useNow());
  if (!waiting) return null;
  return (
    <Tooltip label={waiting.words}>
      <span className={classes.clock} data-meaning={waiting.meaning}>
        <IconClock size={13} stroke={1.8} aria-hidden />
        <span aria-hidden>{waiting.span}</span>
        <span className="unseen">{waiting.words}</span>
      </span>
    </Tooltip>
  );
}
