import { Menu } from "@mantine/core";
import { IconEar, IconMessageCircleUser, IconPhoneIncoming, IconUsersPlus } from "@tabler/icons-react";
import type { BoardPerson } from "../../../../../server/contract/board.ts";
import type { Person } from "../../../../../server/contract/people.ts";
import { t } from "../../../lib/i18n.ts";
import { useMe } from "../../../lib/session.ts";
import { attendCall } from "./attend-call.ts";

const ways = [
  { mode: "listen", Icon: IconEar },
  { mode: "whisper", Icon: IconMessageCircleUser },
  { mode: "barge", Icon: IconUsersPlus },
  { mode: "takeOver", Icon: IconPhoneIncoming },
] as const;

interface AttendItemsProps {
  person: Person;
  work: BoardPerson["work"];
}

/** The ways into the call of somebody else who talks; each says who would hear it. */
export function AttendItems({ person, work }: AttendItemsProps) {
  const me = useMe();
  const call = work.find(({ kind, state }) => kind === "call" && state === "active");
  if (!call || person.id === me.id) return null;
  const { name } = person;
  return (
    <>
      <Menu.Label>{t("board.doing.attend", { name })}</Menu.Label>
      {ways.map(({ mode, Icon }) => (
        <Menu.Item
          key={mode}
          leftSection={<Icon size={16} aria-hidden />}
          onClick={() => void attendCall(call.conversationId, mode)}
        >
          {t(`board.doing.${mode}`)}
          <span className="faint small" style={{ display: "block" }}>
            {t(`board.doing.${mode}Help`, { name })}
          </span>
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}
