import { t } from "../lib/i18n.ts";
import { useLive } from "../realtime/live-state.ts";
import classes from "./frame.module.css";

/** Says that the socket is down; the words come and go, the region that is listened to stays. */
export function LiveBar() {
  const live = useLive();
  return (
    <div role="status">{live === "off" && <div className={classes.live}>{t("frame.offline")}</div>}</div>
  );
}
