import { ActionIcon, Tooltip } from "@mantine/core";
import type { IconAt } from "@tabler/icons-react";

export function Reach({ href, label, icon: Icon }: { href: string; label: string; icon: typeof IconAt }) {
  return (
    <Tooltip label={label}>
      <ActionIcon component="a" href={href} size={28} aria-label={label}>
        <Icon size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
