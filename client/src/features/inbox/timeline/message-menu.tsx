import { ActionIcon, Menu } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import {
  IconArrowBackUp,
  IconArrowBackUpDouble,
  IconArrowForwardUp,
  IconArrowsSplit,
  IconCopy,
  IconDots,
  IconDownload,
  IconFolderSymlink,
} from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { Conversation, Interaction } from "../../../../../server/contract/conversations.ts";
import { t } from "../../../lib/i18n.ts";
import { useMoving } from "../actions/use-moving.ts";
import { hasOthers } from "../composer/answer-letter.ts";
import type { LetterMode } from "../composer/drafts.ts";
import { beginLetter } from "../composer/use-letter.ts";

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
          {interaction.letter && <LetterItems interaction={interaction} />}
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => clipboard.copy(interaction.text)}>
            {t("inbox.message.copy")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowsSplit size={16} />}
            onClick={() => void moving.detach(interaction.id)}
          >
            {t("inbox.message.detach")}
          </Menu.Item>
          <Menu.Item leftSection={<IconFolderSymlink size={16} />} onClick={() => setIsMoving(true)}>
            {t("inbox.message.move")}
          </Menu.Item>
          {interaction.letter?.rawUrl && (
            <Menu.Item
              component="a"
              href={interaction.letter.rawUrl}
              download
              leftSection={<IconDownload size={16} />}
            >
              {t("letters.original")}
            </Menu.Item>
          )}
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

function LetterItems({ interaction }: { interaction: Interaction }) {
  // The menu gives the focus back to its button first.
  const begin = (mode: LetterMode) => () => void setTimeout(() => beginLetter(interaction, mode));
  return (
    <>
      <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={begin("reply")}>
        {t("letters.compose.reply")}
      </Menu.Item>
      {hasOthers(interaction) && (
        <Menu.Item leftSection={<IconArrowBackUpDouble size={16} />} onClick={begin("replyAll")}>
          {t("letters.compose.replyAll")}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconArrowForwardUp size={16} />} onClick={begin("forward")}>
        {t("letters.compose.forward")}
      </Menu.Item>
      <Menu.Divider />
    </>
  );
}
