import {
  IconClockHour4,
  IconDialpad,
  IconMessage2,
  IconMicrophone,
  IconPhoneCall,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconUsers,
} from "@tabler/icons-react";
import type { StepType } from "../draft/new-step.ts";

const icons = {
  say: IconMessage2,
  menu: IconDialpad,
  hours: IconClockHour4,
  queue: IconUsers,
  voicemail: IconMicrophone,
  callback: IconPhoneCall,
  transfer: IconPhoneOutgoing,
  hangUp: IconPhoneOff,
} satisfies Record<StepType, typeof IconUsers>;

export function StepIcon({ type, size = 18 }: { type: StepType; size?: number }) {
  const Icon = icons[type];
  return <Icon size={size} stroke={1.75} aria-hidden />;
}
