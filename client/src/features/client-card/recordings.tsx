import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import type { Call } from "../../../../server/contract/calls.ts";
import { t } from "../../lib/i18n.ts";
import { CallDetails } from "../../ui/calls/call-details.tsx";
import { CallIcon } from "../../ui/calls/call-icon.tsx";
import { CallLength } from "../../ui/calls/call-length.tsx";
import { CallState } from "../../ui/calls/call-state.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./client-card.module.css";
import past from "./past.module.css";
import { Section } from "./section.tsx";

const most = 5;

/** The last calls with this person that can be heard; each plays where it stands. */
export function Recordings({ calls }: { calls: Call[] }) {
  const [openId, setOpenId] = useState<string>();
  const recorded = calls
    .filter(({ recordings }) => recordings.some(({ url }) => url !== null))
    .slice(0, most);
  if (recorded.length === 0) return null;
  return (
    <Section title={t("card.recordings.title")}>
      <ul className={classes.list}>
        {recorded.map((call) => (
          <RecordedCall
            key={call.id}
            call={call}
            isOpen={call.id === openId}
            toggle={() => setOpenId((id) => (id === call.id ? undefined : call.id))}
          />
        ))}
      </ul>
    </Section>
  );
}

interface RecordedCallProps {
  call: Call;
  isOpen: boolean;
  toggle(): void;
}

const RecordedCall = ({ call, isOpen, toggle }: RecordedCallProps) => (
  <li>
    <button type="button" className={`${past.past} ${past.recorded}`} aria-expanded={isOpen} onClick={toggle}>
      <CallIcon call={call} size={16} />
      <span className={past.words}>
        <Time at={call.startedAt} />
        <span className="faint small">
          <CallLength call={call} />
        </span>
      </span>
      <CallState call={call} />
      <IconChevronDown size={16} aria-hidden className={past.chevron} />
    </button>
    {isOpen && (
      <div className={past.heard}>
        <CallDetails call={call} />
      </div>
    )}
  </li>
);
