import { usePeople } from "../../../lib/directory.ts";
import { listed } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import classes from "./supervise.module.css";

/** To whoever is whispered to: by whom, as nobody else in the call hears it. */
export function Whispered({ whispererIds }: { whispererIds: string[] }) {
  const people = usePeople();
  const names = whispererIds.map((id) => people.get(id)?.name ?? t("common.removedPerson"));
  const key = names.length === 1 ? "whispers" : "whispersMany";
  return (
    <span role="status" className={classes.whispered} hidden={names.length === 0}>
      {names.length > 0 && t(`phone.supervise.${key}`, { names: listed(names) })}
    </span>
  );
}
