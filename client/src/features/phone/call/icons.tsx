import {
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneOutgoing,
  IconPlayerPause,
  IconPlayerPlay,
} from "@tabler/icons-react";

const look = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

export const MuteIcon = ({ isOn }: { isOn: boolean }) =>
  isOn ? <IconMicrophoneOff {...look} /> : <IconMicrophone {...look} />;
export const HoldIcon = ({ isOn }: { isOn: boolean }) =>
  isOn ? <IconPlayerPlay {...look} /> : <IconPlayerPause {...look} />;
export const PassIcon = () => <IconPhoneOutgoing {...look} />;
