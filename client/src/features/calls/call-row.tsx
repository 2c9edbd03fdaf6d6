import { Button } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Call } from "../../../../server/contract/calls.ts";
import { contactName } from "../../lib/contact-name.ts";
import { useChannels } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { useQueues } from "../../lib/work.ts";
import { CallButton } from "../../ui/call-button.tsx";
import { CallDetails } from "../../ui/calls/call-details.tsx";
import { CallIcon } from "../../ui/calls/call-icon.tsx";
import { CallLength } from "../../ui/calls/call-length.tsx";
import { CallState } from "../../ui/calls/call-state.tsx";
import { Cut } from "../../ui/cut.tsx";
import rows from "../../ui/rows.module.css";
import { Time } from "../../ui/time.tsx";
import classes from "./calls.module.css";

interface CallRowProps {
  call: Call;
  isOpen: boolean;
  toggle(): void;
}

export function CallRow({ call, isOpen, toggle }: CallRowProps) {
  const name = contactName(call.contact);
  const channel = useChannels().get(call.channelId);
  const queue = useQueues().get(call.queueId ?? "");
  const about = [call.number !== name && call.number, channel?.name, queue?.name].filter(Boolean).join(" · ");
  return (
    <li className={classes.call} data-open={isOpen || undefined}>
      <div className={classes.line}>
        <button
          type="button"
          className={`${rows.row} ${classes.row}`}
          aria-expanded={isOpen}
          onClick={toggle}
          data-row
        >
          <CallIcon call={call} />
          <span className={rows.words}>
            <Cut className={rows.name}>{name}</Cut>
            <Cut className={rows.about}>{about}</Cut>
          </span>
          <span className={classes.state}>
            <CallState call={call} />
            <span className={`${rows.aside} ${classes.length}`}>
              <CallLength call={call} />
            </span>
          </span>
          <Time at={call.startedAt} as="row" className={`${rows.aside} ${classes.time}`} />
          <IconChevronDown size={16} aria-hidden className={classes.chevron} />
        </button>
        <span className={classes.reach}>
          {call.number && (
            <CallButton
              label={t("dial.callNumber", { number: call.number })}
              to={{ number: call.number, contact: call.contact, conversationId: call.conversationId }}
            />
          )}
        </span>
      </div>
      {isOpen && (
        <div className={classes.details}>
          <CallDetails call={call} />
          <Button
            variant="default"
            size="compact-md"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/inbox/$view/$conversationId"
                params={{ view: "all", conversationId: call.conversationId }}
              />
            )}
          >
            {t("calls.open")}
          </Button>
        </div>
      )}
    </li>
  );
}
