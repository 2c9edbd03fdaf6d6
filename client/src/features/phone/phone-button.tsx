import { Button, Popover } from "@mantine/core";
import { IconDialpad, IconHeadset, IconHeadsetOff } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { canCall, openDialler } from "../../lib/dialler.ts";
import { t } from "../../lib/i18n.ts";
import { kept } from "../../lib/keep.ts";
import { isPhoneWanted, wantPhone } from "../../lib/phone.ts";
import { useStore } from "../../lib/store.ts";
import { checkedPlace } from "./devices.ts";
import { type Line, phone } from "./line/phone-state.ts";
import classes from "./phone.module.css";

const CheckDialog = lazy(() => import("./check/check-dialog.tsx"));

const meanings: Record<Line, "good" | "waiting" | "late" | "plain"> = {
  off: "plain",
  insecure: "plain",
  asleep: "waiting",
  starting: "waiting",
  refused: "late",
  noMicrophone: "late",
  offline: "late",
  noCarrier: "late",
  ready: "good",
};

/** Whether calls may come to this browser, and if not, why; behind it the way to change that. */
export function PhoneButton() {
  const line = useLine();
  const isWanted = useStore(isPhoneWanted);
  const [isOpen, setIsOpen] = useState(false);
  const [isChecking, setIsChecking] = useState(false);
  const check = () => {
    setIsOpen(false);
    setIsChecking(true);
  };
  const getReady = () => {
    if (kept(checkedPlace) !== true) return check();
    wantPhone(true);
    setIsOpen(false);
  };
  const canDial = useStore(canCall);
  const dial = () => {
    setIsOpen(false);
    openDialler();
  };
  const Icon = line === "ready" ? IconHeadset : IconHeadsetOff;
  return (
    <>
      <Popover
        opened={isOpen}
        onChange={setIsOpen}
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
            title={t(`phone.line.${line}`)}
            data-meaning={meanings[line]}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            onClick={() => setIsOpen((open) => !open)}
          >
            <Icon size={18} stroke={1.6} aria-hidden />
            <span className={classes.word}>{t(`phone.line.${line}`)}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown role="dialog" aria-label={t("phone.title")} className={classes.panel}>
          <p>{t(`phone.about.${line}`)}</p>
          {line !== "insecure" && (
            <div className={classes.doings}>
              {canDial && (
                <Button leftSection={<IconDialpad size={16} />} onClick={dial}>
                  {t("dial.open")}
                </Button>
              )}
              {isWanted ? (
                <Button variant="default" onClick={() => wantPhone(false)}>
                  {t("phone.stop")}
                </Button>
              ) : (
                <Button onClick={getReady}>{t("phone.getReady")}</Button>
              )}
              <Button variant="default" onClick={check}>
                {t("phone.check")}
              </Button>
            </div>
          )}
        </Popover.Dropdown>
      </Popover>
      <span role="status" className="unseen">
        {isWanted && t(`phone.line.${line}`)}
      </span>
      {isChecking && (
        <Suspense>
          <CheckDialog close={() => setIsChecking(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Without HTTPS there is nothing to be ready with. */
const useLine = (): Line => {
  const line = useStore(phone, (state) => state.line);
  return window.isSecureContext ? line : "insecure";
};
