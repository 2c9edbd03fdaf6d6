import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconMail } from "@tabler/icons-react";
import type { BoardPerson } from "../../../../server/contract/board.ts";
import type { Person } from "../../../../server/contract/people.ts";
import { t } from "../../lib/i18n.ts";
import { AvailabilityWord } from "../../ui/status-word.tsx";
import { useIsPast } from "./board-time.ts";
import row from "./row.module.css";
import { AttendItems } from "./supervise/attend-items.tsx";
import { useSetAvailability } from "./use-set-availability.ts";

const choices = ["ready", "busy", "away"] as const;

interface PersonMenuProps {
  person: Person;
  work: BoardPerson["work"];
}

/** What a supervisor does about a person: attend their call, set their state, write to them. */
export function PersonMenu({ person, work }: PersonMenuProps) {
  const setAvailability = useSetAvailability();
  if (useIsPast()) return null;
  return (
    <Menu width={240}>
      <Menu.Target>
        <ActionIcon className={row.above} aria-label={t("board.says.doing", { name: person.name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <AttendItems person={person} work={work} />
        <Menu.Label>{t("board.doing.set", { name: person.name })}</Menu.Label>
        {choices.map((availability) => (
          <Menu.Item
            key={availability}
            disabled={availability === person.availability}
            onClick={() => setAvailability(person, availability)}
          >
            <AvailabilityWord availability={availability} />
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          component="a"
          href={`mailto:${encodeURIComponent(person.email)}`}
          leftSection={<IconMail size={16} aria-hidden />}
        >
          {t("board.doing.mail")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
