import { Menu } from "@mantine/core";
import { IconCheck, IconFlag, IconStack2 } from "@tabler/icons-react";
import { t } from "../../../lib/i18n.ts";
import type { useWorkActions } from "./use-work-actions.ts";

const levels = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

interface WorkMenuItemsProps {
  actions: ReturnType<typeof useWorkActions>;
  askQueue(): void;
}

/** Moving it to another queue and its priority, behind the dots. */
export function WorkMenuItems({ actions, askQueue }: WorkMenuItemsProps) {
  const { work, moveTo, prioritise } = actions;
  return (
    <>
      {moveTo && (
        <Menu.Item leftSection={<IconStack2 size={16} />} onClick={askQueue}>
          {t("inbox.queue.move")}
        </Menu.Item>
      )}
      {prioritise && (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconFlag size={16} />}>{t("inbox.queue.setPriority")}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            {levels.map((level) => (
              <Menu.Item
                key={level}
                aria-current={level === work?.priority}
                rightSection={level === work?.priority && <IconCheck size={16} aria-hidden />}
                onClick={() => void prioritise(level)}
              >
                {level === 0 ? t("inbox.queue.usual") : level}
              </Menu.Item>
            ))}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
    </>
  );
}
