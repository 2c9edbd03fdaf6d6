import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconClockPause } from "@tabler/icons-react";
import { t } from "../../../lib/i18n.ts";
import { absoluteTime } from "../../../lib/time.ts";
import { snoozeChoices } from "./snooze-choices.ts";

interface SnoozeMenuProps {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  onSnooze(until: string): void;
}

export function SnoozeMenu({ isOpen, onOpenChange, onSnooze }: SnoozeMenuProps) {
  return (
    <Menu opened={isOpen} onChange={onOpenChange} width={220}>
      <Menu.Target>
        <Tooltip label={t("inbox.doings.snooze")}>
          <ActionIcon aria-label={t("inbox.doings.snooze")}>
            <IconClockPause size={20} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("inbox.snooze.until")}</Menu.Label>
        {isOpen &&
          snoozeChoices(new Date()).map(({ id, at }) => (
            <Menu.Item
              key={id}
              onClick={() => onSnooze(at.toISOString())}
              title={absoluteTime(at.toISOString())}
            >
              {t(`inbox.snooze.${id}`)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
