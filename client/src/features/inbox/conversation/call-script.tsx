import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import type { Conversation } from "../../../../../server/contract/conversations.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { t } from "../../../lib/i18n.ts";
import { keep, kept } from "../../../lib/keep.ts";
import { useMyCalls } from "../../../lib/phone.ts";
import { useMe } from "../../../lib/session.ts";
import { useQueues } from "../../../lib/work.ts";
import classes from "./call-script.module.css";
import { fillInScript } from "./fill-in-script.ts";

const place = "inbox.scriptClosed";

/** What one's queue has one say, above the timeline for as long as one is in its call. */
export function CallScript({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const queues = useQueues();
  const mine = useMyCalls().find(({ call }) => call.conversationId === conversation.id);
  const [isOpen, setIsOpen] = useState(() => kept(place) !== true);
  const id = useId();
  const script = queues.get(mine?.call.queueId ?? "")?.script;
  if (!script) return null;
  const toggle = () => {
    keep(place, isOpen ? true : undefined);
    setIsOpen(!isOpen);
  };
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  const names = { "contact.name": contactName(conversation.contact), "agent.name": me.name };
  return (
    <section className={classes.script} aria-labelledby={id}>
      <button type="button" id={id} className={classes.head} aria-expanded={isOpen} onClick={toggle}>
        <Icon size={16} stroke={1.6} aria-hidden />
        {t("inbox.conversation.script")}
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long script is scrolled by the keyboard as well
        <div className={classes.text} dir="auto" tabIndex={0} role="document" aria-labelledby={id}>
          {fillInScript(script, names)}
        </div>
      )}
    </section>
  );
}
