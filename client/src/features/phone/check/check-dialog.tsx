import { Button, Modal } from "@mantine/core";
import { canChooseSpeaker, checkedPlace } from "../../../lib/devices.ts";
import { t } from "../../../lib/i18n.ts";
import { keep } from "../../../lib/keep.ts";
import { useIsPhoneOn, wishPhone } from "../../../lib/phone.ts";
import { useLive } from "../../../realtime/live-state.ts";
import { unlockSound } from "../line/sound.ts";
import { useFailedCarriers } from "../use-failed-carriers.ts";
import classes from "./check.module.css";
import { DeviceChoice } from "./device-choice.tsx";
import { Fact } from "./fact.tsx";
import { LevelMeter } from "./level-meter.tsx";
import { Networks } from "./networks.tsx";
import { TestSound } from "./test-sound.tsx";
import { useCanCarry } from "./use-can-carry.ts";
import { useMicrophone } from "./use-microphone.ts";

/** What has to work before calls may come: microphone, sound and network, each seen or heard to work. */
export default function CheckDialog({ close }: { close(): void }) {
  const isOn = useIsPhoneOn();
  const isConnected = useLive() === "on";
  const canCarry = useCanCarry();
  const { stream, problem, look } = useMicrophone();
  const isWell = stream !== undefined && isConnected && canCarry === true;
  const finish = () => {
    unlockSound();
    keep(checkedPlace, true);
    wishPhone("on");
    close();
  };
  return (
    <Modal opened onClose={close} title={t("phone.checking.title")} size="md">
      <div className={classes.parts}>
        <section>
          <h3>{t("phone.checking.microphone")}</h3>
          <div className={classes.part}>
            {problem !== "refused" && <DeviceChoice kind="microphone" stream={stream} onChoose={look} />}
            {problem && (
              <div className={classes.problem} role="alert">
                <p>{t(`phone.about.${problem}`)}</p>
                <Button variant="default" onClick={look}>
                  {t("phone.again")}
                </Button>
              </div>
            )}
            {stream && <LevelMeter stream={stream} />}
            {!stream && !problem && <p className={classes.help}>{t("phone.checking.asking")}</p>}
          </div>
        </section>
        <section>
          <h3>{t("phone.checking.sound")}</h3>
          <div className={classes.part}>
            {canChooseSpeaker() && <DeviceChoice kind="speaker" stream={stream} />}
            <TestSound />
          </div>
        </section>
        <section>
          <h3>{t("phone.checking.network")}</h3>
          <ul className={classes.facts}>
            <Fact meaning={isConnected ? "good" : "late"}>
              {t(isConnected ? "phone.checking.toHub" : "phone.checking.noHub")}
            </Fact>
            <CanCarry can={canCarry} />
            {isConnected && <Networks />}
            <FailedCarriers />
          </ul>
        </section>
        <div className={classes.foot}>
          <Button variant="default" onClick={close}>
            {t("common.cancel")}
          </Button>
          <Button disabled={!isWell} onClick={finish}>
            {t(isOn ? "phone.checking.done" : "phone.checking.ready")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function FailedCarriers() {
  return useFailedCarriers().map((name) => (
    <Fact key={name} meaning="late">
      {t("phone.checking.noCarrier", { name })}
    </Fact>
  ));
}

function CanCarry({ can }: { can: boolean | undefined }) {
  if (can === undefined) return <Fact>{t("phone.checking.wait")}</Fact>;
  return (
    <Fact meaning={can ? "good" : "late"}>
      {t(can ? "phone.checking.direct" : "phone.checking.noDirect")}
    </Fact>
  );
}
