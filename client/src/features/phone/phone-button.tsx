import { Button, Popover } from "@mantine/core";
import { IconDialpad, IconHeadset, IconHeadsetOff } from "@tabler/icons-react";
import { Suspense } from "react";
import { checkedPlace } from "../../lib/devices.ts";
import { canCall, openDialler } from "../../lib/dialler.ts";
import { listed } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { kept } from "../../lib/keep.ts";
import { lazyDialog } from "../../lib/lazy-dialog.ts";
import { phoneWish, takeNoMoreCalls, wishPhone } from "../../lib/phone.ts";
import { checkPhone, phonePanel } from "../../lib/phone-panel.ts";
import { useStore } from "../../lib/store.ts";
import { type Line, phone } from "./line/phone-state.ts";
import classes from "./phone.module.css";
import { useFailedCarriers } from "./use-failed-carriers.ts";

const CheckDialog = lazyDialog(() => import("./check/check-dialog.tsx"));

type Shown = Line | "lastCall";

const meanings: Record<Shown, "good" | "waiting" | "late" | "plain"> = {
  off: "plain",
  insecure: "plain",
  asleep: "waiting",
  starting: "waiting",
  refused: "late",
  noMicrophone: "late",
  silenced: "late",
  offline: "late",
  noCarrier: "late",
  ready: "good",
  lastCall: "waiting",
};

/** Whether calls may come to this browser, and if not, why; behind it the way to change that. */
export function PhoneButton() {
  const wish = useStore(phoneWish);
  const line = useLine();
  const shown: Shown = line === "ready" && wish === "lastCall" ? "lastCall" : line;
  const panel = useStore(phonePanel);
  const isOpen = panel === "open";
  const show = (isShown: boolean) => phonePanel.set(isShown ? "open" : "closed");
  const getReady = () => {
    if (kept(checkedPlace) !== true) return checkPhone();
    wishPhone("on");
    show(false);
  };
  const canDial = useStore(canCall);
  const dial = () => {
    show(false);
    openDialler();
  };
  const Icon = line === "ready" ? IconHeadset : IconHeadsetOff;
  return (
    <>
      <Popover
        opened={isOpen}
        onChange={show}
        position="bottom-end"
        width={300}
        trapFocus
        returnFocus
        withRoles={false}
      >
        <Popover.Target>
          <button
            type="button"
            className={classes.button}
            title={t(`phone.line.${shown}`)}
            data-meaning={meanings[shown]}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            onClick={() => show(!isOpen)}
          >
            <Icon size={18} stroke={1.6} aria-hidden />
            <span className={classes.word}>{t(`phone.line.${shown}`)}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown role="dialog" aria-label={t("phone.title")} className={classes.panel}>
          <p>{shown === "noCarrier" ? <NoCarrier /> : t(`phone.about.${shown}`)}</p>
          {line !== "insecure" && (
            <div className={classes.doings}>
              {canDial && (
                <Button leftSection={<IconDialpad size={16} />} onClick={dial}>
                  {t("dial.open")}
                </Button>
              )}
              {wish === "on" && (
                <Button variant="default" onClick={takeNoMoreCalls}>
                  {t("phone.stop")}
                </Button>
              )}
              {wish === "lastCall" && (
                <Button variant="default" onClick={() => wishPhone("on")}>
                  {t("phone.goOn")}
                </Button>
              )}
              {wish === "off" && <Button onClick={getReady}>{t("phone.getReady")}</Button>}
              <Button variant="default" onClick={checkPhone}>
                {t("phone.check")}
              </Button>
            </div>
          )}
        </Popover.Dropdown>
      </Popover>
      <span role="status" className="unseen">
        {wish !== "off" && t(`phone.line.${shown}`)}
      </span>
      {panel === "checking" && (
        <Suspense>
          <CheckDialog close={() => show(false)} />
        </Suspense>
      )}
    </>
  );
}

function NoCarrier() {
  const names = useFailedCarriers();
  return t("phone.about.noCarrier", { names: listed(names) });
}

/** Without HTTPS there is nothing to be ready with. */
const useLine = (): Line => {
  const line = useStore(phone, (state) => state.line);
  return window.isSecureContext ? line : "insecure";
};
