import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import { t } from "../../../lib/i18n.ts";
import { isSoundOn, setSound } from "../../../lib/sound-preference.ts";
import { useStore } from "../../../lib/store.ts";
import classes from "./work-bar.module.css";

/** How this device tells of an offer; the browser is asked for notices only when somebody wants them. */
export function NoticeChoices() {
  const isOn = useStore(isSoundOn);
  const [permission, setPermission] = useState(() =>
    "Notification" in window ? Notification.permission : undefined,
  );
  return (
    <section className={classes.section}>
      <Switch
        label={t("work.bar.sound")}
        description={t("work.bar.soundHelp")}
        checked={isOn}
        onChange={(event) => setSound(event.currentTarget.checked)}
      />
      {permission === "default" && (
        <Button
          variant="default"
          fullWidth
          mt={12}
          onClick={() => void Notification.requestPermission().then(setPermission)}
        >
          {t("work.bar.notify")}
        </Button>
      )}
      {permission === "denied" && <p className={classes.text}>{t("work.bar.notifyRefused")}</p>}
    </section>
  );
}
