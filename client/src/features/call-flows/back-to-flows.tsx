import { ActionIcon } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { t } from "../../lib/i18n.ts";

export const BackToFlows = () => (
  <ActionIcon
    aria-label={t("callFlows.all")}
    ml={-8}
    renderRoot={(props) => <Link {...props} to="/call-flows" />}
  >
    <IconArrowLeft size={18} />
  </ActionIcon>
);
