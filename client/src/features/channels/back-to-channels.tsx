import { ActionIcon } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { t } from "../../lib/i18n.ts";

export const BackToChannels = () => (
  <ActionIcon
    aria-label={t("channels.all")}
    ml={-8}
    renderRoot={(props) => <Link {...props} to="/channels" />}
  >
    <IconArrowLeft size={18} />
  </ActionIcon>
);
