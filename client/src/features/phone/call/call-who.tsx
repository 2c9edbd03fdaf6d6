import { Link } from "@tanstack/react-router";
import type { Call } from "../../../../../server/contract/calls.ts";
import { lengthOf } from "../../../lib/calls.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { t } from "../../../lib/i18n.ts";
import { useStore } from "../../../lib/store.ts";
import { runningSpan } from "../../../lib/time.ts";
import { useSeconds } from "../../../lib/use-seconds.ts";
import { hubNow } from "../../../lib/work.ts";
import { phone } from "../line/phone-state.ts";
import classes from "./call.module.css";
import type { CallView } from "./call-view.ts";

/** With whom, how it stands and for how long; a press opens the conversation. */
export function CallWho({ call, view, isPretend }: { call: Call; view: CallView; isPretend: boolean }) {
  const name = contactName(call.contact);
  const isSilent = useStore(phone, ({ line }) => line === "asleep");
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view: "mine", conversationId: call.conversationId }}
      className={classes.words}
      preload={false}
      title={name}
    >
      <span className={`cut ${classes.name}`} dir="auto">
        {name}
      </span>
      <span className={classes.state}>
        {isPretend && <span className={classes.pretend}>{t("phone.call.pretend")}</span>}
        {view !== "talking" && view !== "asked" && <span role="status">{t(`phone.call.${view}`)}</span>}
        {view === "talking" && isSilent && <span role="status">{t("phone.call.silent")}</span>}
        {call.answeredAt && <CallClock call={call} />}
      </span>
    </Link>
  );
}

function CallClock({ call }: { call: Call }) {
  useSeconds();
  return <span className={classes.clock}>{runningSpan(lengthOf(call, hubNow()) ?? 0)}</span>;
}
