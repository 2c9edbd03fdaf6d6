import { Button } from "@mantine/core";
import { IconDoorExit } from "@tabler/icons-react";
import type { MyCall } from "../../../../../server/contract/calls.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { useStore } from "../../../lib/store.ts";
import bar from "../call/call.module.css";
import { CallButton } from "../call/call-button.tsx";
import { type CallView, isTalking } from "../call/call-view.ts";
import { CallWho } from "../call/call-who.tsx";
import { MuteIcon } from "../call/icons.tsx";
import { tellPhone } from "../line/join-phone.ts";
import { phone } from "../line/phone-state.ts";
import classes from "./supervise.module.css";
import { useSupervisionVerbs } from "./use-supervision-verbs.ts";

const ways = ["listen", "whisper", "barge"] as const;

interface SupervisionBarProps {
  one: MyCall;
  supervision: NonNullable<MyCall["supervision"]>;
  view: CallView;
}

/** Somebody else's call that one attends: always in words who hears oneself, and the ways to be heard by more or fewer. */
export function SupervisionBar({ one, supervision, view }: SupervisionBarProps) {
  const { call } = one;
  const { mode, besideId } = supervision;
  const name = usePeople().get(besideId ?? "")?.name ?? t("common.removedPerson");
  const isMuted = useStore(phone, (state) => state.isMuted);
  const { isBusy, go, leave } = useSupervisionVerbs(call.id);
  const isThere = isTalking(view);
  const isOff = isBusy || !isThere;
  const canMute = isThere && mode !== "listen";
  const mute = () => tellPhone({ type: "mute", isMuted: !isMuted });
  const group = t("phone.keys.group");
  useShortcuts([
    { keys: "alt+e", label: t("phone.supervise.leave"), group, run: leave, isEverywhere: true },
    ...(canMute
      ? [{ keys: "alt+m", label: t("phone.keys.mute"), group, run: mute, isEverywhere: true }]
      : []),
  ]);
  return (
    <section
      className={`${bar.bar} ${classes.bar}`}
      data-view={isThere ? "attending" : view}
      aria-label={t("phone.supervise.label")}
    >
      <CallWho call={call} view={view} isPretend={one.isPretend} />
      <span role="status" className={classes.hears} data-mode={mode} dir="auto">
        {t(`phone.supervise.hears.${mode}`, { name })}
      </span>
      <div className={bar.doings}>
        {canMute && (
          <CallButton
            label={t(isMuted ? "phone.call.unmute" : "phone.call.mute")}
            keys="alt+m"
            isOn={isMuted}
            onClick={mute}
          >
            <MuteIcon isOn={isMuted} />
          </CallButton>
        )}
        <fieldset className={classes.ways} aria-label={t("phone.supervise.ways")}>
          {ways.map((way) => (
            <button
              key={way}
              type="button"
              className={classes.way}
              aria-pressed={way === mode}
              aria-disabled={isOff || undefined}
              onClick={() => !isOff && way !== mode && go(way)}
            >
              {t(`phone.supervise.${way}`)}
            </button>
          ))}
        </fieldset>
        <Button
          size="compact-md"
          variant="default"
          aria-disabled={isOff || undefined}
          onClick={() => !isOff && go("takeOver")}
        >
          {t("phone.supervise.takeOver")}
        </Button>
        <CallButton label={t("phone.supervise.leave")} keys="alt+e" data-end onClick={leave}>
          <IconDoorExit size={18} stroke={1.6} aria-hidden />
        </CallButton>
      </div>
    </section>
  );
}
