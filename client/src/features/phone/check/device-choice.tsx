import { Select } from "@mantine/core";
import { useEffect, useState } from "react";
import { chooseDevice, chosenDevice, type DeviceKind } from "../../../lib/devices.ts";
import { t } from "../../../lib/i18n.ts";
import { tellPhone } from "../line/join-phone.ts";

interface DeviceChoiceProps {
  kind: DeviceKind;
  /** Browsers name devices only once a microphone was allowed. */
  stream: MediaStream | undefined;
  onChoose?(): void;
}

const usual = "";

export function DeviceChoice({ kind, stream, onChoose }: DeviceChoiceProps) {
  const devices = useDevices(kind, stream);
  const [chosen, setChosen] = useState(() => chosenDevice(kind) ?? usual);
  const choose = (id: string) => {
    setChosen(id);
    chooseDevice(kind, id || undefined);
    if (onChoose) onChoose();
    else tellPhone({ type: "devices" });
  };
  return (
    <Select
      aria-label={t(`phone.checking.${kind}`)}
      value={devices.some(({ deviceId }) => deviceId === chosen) ? chosen : usual}
      allowDeselect={false}
      onChange={(id) => choose(id ?? usual)}
      data={[
        { value: usual, label: t("phone.checking.usual") },
        ...devices.map(({ deviceId, label }) => ({ value: deviceId, label: label || deviceId.slice(0, 8) })),
      ]}
    />
  );
}

function useDevices(kind: DeviceKind, stream: MediaStream | undefined): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with a microphone the devices have names
  useEffect(() => {
    let isGone = false;
    const look = async () => {
      const all = await navigator.mediaDevices.enumerateDevices();
      if (!isGone) setDevices(all.filter((device) => device.kind === kindOf[kind] && isNamed(device)));
    };
    void look();
    navigator.mediaDevices.addEventListener("devicechange", look);
    return () => {
      isGone = true;
      navigator.mediaDevices.removeEventListener("devicechange", look);
    };
  }, [kind, stream]);
  return devices;
}

const kindOf = { microphone: "audioinput", speaker: "audiooutput" } as const;

/** `default` and `communications` are the system's own choice under another name. */
const isNamed = ({ deviceId }: MediaDeviceInfo) =>
  deviceId !== "" && deviceId !== "default" && deviceId !== "communications";
