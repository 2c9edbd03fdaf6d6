import { IconArrowBackUp } from "@tabler/icons-react";
import type { Call } from "../../../../../server/contract/calls.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { t } from "../../../lib/i18n.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import classes from "./call.module.css";
import type { useCallVerbs } from "./use-call-verbs.ts";
import { WayOn } from "./way-on.tsx";

const keys = "alt+c";

/** Alone while the caller is on hold, as when whom one asked first has hung up: the way back to them. */
export function HeldCaller({ call, verbs }: { call: Call; verbs: ReturnType<typeof useCallVerbs> }) {
  const label = t("phone.private.goBack");
  const words = t("phone.private.held", { name: contactName(call.contact) });
  const run = () => void verbs.hold(false);
  useShortcuts([{ keys, label, group: t("phone.keys.group"), run, isEverywhere: true }]);
  return (
    <div className={classes.private}>
      <span role="status" className="unseen">
        {words}
      </span>
      <WayOn label={label} keys={keys} Icon={IconArrowBackUp} isMain isBusy={verbs.isBusy} run={run} />
    </div>
  );
}
