import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconCheck, IconFilter, IconFilterFilled } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { ChannelIcon } from "../../../ui/channel-icon.tsx";

/** Shows one channel's conversations only; which one stands in the address. */
export function ChannelFilter({ channelId }: { channelId: string | undefined }) {
  const channels = [...useChannels().values()].toSorted((a, b) => a.name.localeCompare(b.name));
  const navigate = useNavigate();
  const show = (channel: string | undefined) => void navigate({ to: ".", search: { channel } });
  const chosen = channels.find(({ id }) => id === channelId);
  const label = chosen ? t("inbox.filter.only", { channel: chosen.name }) : t("inbox.filter.label");
  const [isOpen, setIsOpen] = useState(false);
  if (channels.length < 2 && !chosen) return null;
  return (
    <Menu width={260} opened={isOpen} onChange={setIsOpen}>
      <Menu.Target>
        <Tooltip label={label} disabled={isOpen}>
          <ActionIcon aria-label={label} color={chosen && "accent"} variant={chosen ? "light" : "subtle"}>
            {chosen ? <IconFilterFilled size={18} /> : <IconFilter size={18} stroke={1.6} />}
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflowY: "auto" }} aria-label={t("inbox.filter.label")}>
        <Menu.Item rightSection={!chosen && check} onClick={() => show(undefined)}>
          {t("inbox.filter.all")}
        </Menu.Item>
        {channels.map(({ id, name, icon }) => (
          <Menu.Item
            key={id}
            leftSection={<ChannelIcon icon={icon} size={18} />}
            rightSection={id === chosen?.id && check}
            aria-current={id === chosen?.id}
            onClick={() => show(id)}
          >
            <span dir="auto">{name}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const check = <IconCheck size={16} aria-hidden />;
