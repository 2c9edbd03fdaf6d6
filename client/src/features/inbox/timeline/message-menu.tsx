import { ActionIcon, Menu } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconArrowForwardUp, IconCopy, IconDots, IconFolderSymlink } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { Conversation, Interaction } from "../../../../../server/contract/conversations.ts";
import { t } from "../../../lib/i18n.ts";
import { useMoving } from "../actions/use-moving.ts";

const MoveDialog = lazy(() => import("../actions/move-dialog.tsx"));

interface MessageMenuProps {
  interaction: Interaction;
  conversation: Conversation;
}

/** What can be done with one message. */
export function MessageMenu({ interaction, conversation }: MessageMenuProps) {
  const [isMoving, setIsMoving] = useState(false);
  const clipboard = useClipboard();
  const moving = useMoving(conversation);
  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <ActionIcon size={28} tabIndex={-1} aria-label={t("inbox.message.menu")} data-message-menu>
            <IconDots size={16} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => clipboard.copy(interaction.text)}>
            {t("inbox.message.copy")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowForwardUp size={16} />}
            onClick={() => void moving.detach(interaction.id)}
          >
            {t("inbox.message.detach")}
          </Menu.Item>
          <Menu.Item leftSection={<IconFolderSymlink size={16} />} onClick={() => setIsMoving(true)}>
            {t("inbox.message.move")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {isMoving && (
          <MoveDialog
            conversation={conversation}
            close={() => setIsMoving(false)}
            move={(to) => void moving.move(interaction.id, to)}
          />
        )}
      </Suspense>
    </>
  );
}
