import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPhone } from "@tabler/icons-react";
import { type Callee, canCall, openDialler } from "../lib/dialler.ts";
import { useStore } from "../lib/store.ts";

interface CallButtonProps {
  /** What a press does, for whom. */
  label: string;
  to: Callee;
  size?: number;
}

/** Opens the dialler for somebody; not there where one cannot call from here. */
export function CallButton({ label, to, size }: CallButtonProps) {
  const can = useStore(canCall);
  if (!can) return null;
  return (
    <Tooltip label={label}>
      <ActionIcon size={size} aria-label={label} onClick={() => openDialler(to)}>
        <IconPhone size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
