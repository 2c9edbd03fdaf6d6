import { Suspense, useState } from "react";
import type { MyCall } from "../../../../../server/contract/calls.ts";
import { t } from "../../../lib/i18n.ts";
import { lazyDialog } from "../../../lib/lazy-dialog.ts";
import { useMe } from "../../../lib/session.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { useStore } from "../../../lib/store.ts";
import { tellPhone } from "../line/join-phone.ts";
import { phone } from "../line/phone-state.ts";
import { Whispered } from "../supervise/whispered.tsx";
import classes from "./call.module.css";
import { CallButton } from "./call-button.tsx";
import { type CallView, isTalking } from "./call-view.ts";
import { CallWho } from "./call-who.tsx";
import { EndButton } from "./end-button.tsx";
import { HeldCaller } from "./held-caller.tsx";
import { HoldIcon, MuteIcon, PassIcon } from "./icons.tsx";
import { Keypad } from "./keypad.tsx";
import { Others } from "./others.tsx";
import { isPrivate, otherTalkers, ownLeg } from "./own-leg.ts";
import { useParties } from "./pass/use-parties.ts";
import { PrivateTalk } from "./private-talk.tsx";
import { PrivateWith } from "./private-with.tsx";
import { RecordingButton } from "./recording-button.tsx";
import { useCallVerbs } from "./use-call-verbs.ts";

const PassDialog = lazyDialog(() => import("./pass/pass-dialog.tsx"));

/** The call that goes on: who, for how long, and what can be done in it. */
export function CallBar({ one, view }: { one: MyCall; view: CallView }) {
  const { call, legId } = one;
  const me = useMe();
  const isMuted = useStore(phone, (state) => state.isMuted);
  const verbs = useCallVerbs(call.id);
  const [isPassing, setIsPassing] = useState(false);
  const talks = ownLeg(one)?.role === "talk";
  const canTalk = talks && isTalking(view);
  useParties(call.id, { enabled: canTalk });
  const inPrivate = canTalk && isPrivate(one, me.id);
  const isAlone = canTalk && call.isHeld && otherTalkers(one).length === 0;
  const isAside = canTalk && call.isHeld && !isAlone && !inPrivate;
  const mute = () => tellPhone({ type: "mute", isMuted: !isMuted });
  const hold = () => void verbs.hold(!call.isHeld);
  const pass = () => setIsPassing(true);
  const group = t("phone.keys.group");
  useShortcuts(
    canTalk
      ? [
          { keys: "alt+m", label: t("phone.keys.mute"), group, run: mute, isEverywhere: true },
          { keys: "alt+h", label: t("phone.keys.hold"), group, run: hold, isEverywhere: true },
          { keys: "alt+p", label: t("phone.call.pass"), group, run: pass, isEverywhere: true },
        ]
      : [],
  );
  return (
    <section className={classes.bar} data-view={view} aria-label={t("phone.call.label")}>
      <CallWho call={call} view={view} isPretend={one.isPretend} />
      <Whispered whispererIds={one.whispererIds} />
      {talks && <RecordingButton call={call} isOff={!canTalk} pause={verbs.pauseRecording} />}
      {isAlone && <HeldCaller call={call} verbs={verbs} />}
      {isAside && (
        <div className={classes.private}>
          <PrivateWith one={one} />
        </div>
      )}
      <div className={classes.doings}>
        {inPrivate ? <PrivateTalk one={one} verbs={verbs} /> : <Others one={one} drop={verbs.drop} />}
        {talks && (
          <CallButton
            label={t(isMuted ? "phone.call.unmute" : "phone.call.mute")}
            keys="alt+m"
            isOn={isMuted}
            isOff={!canTalk}
            onClick={mute}
          >
            <MuteIcon isOn={isMuted} />
          </CallButton>
        )}
        {talks && !inPrivate && (
          <>
            <CallButton
              label={t(call.isHeld ? "phone.call.resume" : "phone.call.hold")}
              keys="alt+h"
              isOn={call.isHeld}
              isOff={!canTalk || verbs.isBusy}
              onClick={hold}
            >
              <HoldIcon isOn={call.isHeld} />
            </CallButton>
            <Keypad isOff={!canTalk} press={(keys) => tellPhone({ type: "press", legId, keys })} />
            <CallButton label={t("phone.call.pass")} keys="alt+p" isOff={!canTalk} onClick={pass}>
              <PassIcon />
            </CallButton>
          </>
        )}
        {!inPrivate && <EndButton one={one} view={view} end={verbs.end} drop={verbs.drop} />}
      </div>
      <span role="status" className="unseen">
        {isMuted ? t("phone.call.isMuted") : ""}
      </span>
      {isPassing && canTalk && (
        <Suspense>
          <PassDialog callId={call.id} verbs={verbs} close={() => setIsPassing(false)} />
        </Suspense>
      )}
    </section>
  );
}
