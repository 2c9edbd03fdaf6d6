import { Menu } from "@mantine/core";
import { IconUserMinus, IconUsers } from "@tabler/icons-react";
import type { CallLeg, MyCall } from "../../../../../server/contract/calls.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import classes from "./call.module.css";
import { CallButton } from "./call-button.tsx";
import { otherTalkers } from "./own-leg.ts";

/** Who else is in the call, or is being called to it; whom one brought in one may take out. */
export function Others({ one, drop }: { one: MyCall; drop(legId: string): void }) {
  const people = usePeople();
  const others = otherTalkers(one);
  if (others.length === 0) return null;
  const nameOf = ({ personId, number }: CallLeg) =>
    people.get(personId ?? "")?.name ?? number ?? t("common.removedPerson");
  return (
    <Menu>
      <Menu.Target>
        <CallButton label={t("phone.others.label", { count: others.length })}>
          <IconUsers size={18} stroke={1.6} aria-hidden />
          <span className={classes.count} aria-hidden>
            {others.length}
          </span>
        </CallButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.others}>
        {others.map((leg) => (
          <div key={leg.id}>
            <Menu.Label>
              {nameOf(leg)} {leg.state !== "ended" && t(`phone.others.${leg.state}`)}
            </Menu.Label>
            <Menu.Item leftSection={<IconUserMinus size={16} />} onClick={() => drop(leg.id)}>
              {t("phone.others.takeOut", { name: nameOf(leg) })}
            </Menu.Item>
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
