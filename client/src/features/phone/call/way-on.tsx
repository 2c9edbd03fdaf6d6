import { Button, Tooltip } from "@mantine/core";
import type { IconArrowBackUp } from "@tabler/icons-react";
import { Keys } from "../../../ui/keys.tsx";

interface WayOnProps {
  label: string;
  keys: string;
  Icon: typeof IconArrowBackUp;
  isMain?: boolean;
  isBusy: boolean;
  run(): void;
}

/** In words, as it decides with whom one talks next. */
export const WayOn = ({ label, keys, Icon, isMain, isBusy, run }: WayOnProps) => (
  <Tooltip
    label={
      <>
        {label} <Keys keys={keys} />
      </>
    }
  >
    <Button size="compact-md" variant={isMain ? "filled" : "default"} disabled={isBusy} onClick={run}>
      <Icon size={16} stroke={1.6} aria-hidden />
      <span>{label}</span>
    </Button>
  </Tooltip>
);
