import { Button, Tabs } from "@mantine/core";
import { IconRoute } from "@tabler/icons-react";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ApiKeys } from "./api-keys.tsx";
import { CallingForm } from "./calling-form.tsx";
import { Profile } from "./profile.tsx";
import { Security } from "./security.tsx";
import classes from "./settings.module.css";
import { WorkspaceForm } from "./workspace-form.tsx";

const parts = {
  profile: Profile,
  security: Security,
  "api-keys": ApiKeys,
  workspace: WorkspaceForm,
  calling: CallingForm,
};
type Part = keyof typeof parts;

const adminParts: readonly Part[] = ["workspace", "calling"];

export function SettingsPage() {
  const navigate = useNavigate();
  const me = useMe();
  const isAdmin = isAtLeast(me, "admin");
  const { part: asked = "profile" } = useParams({ strict: false });
  const shown = (Object.keys(parts) as Part[]).filter((part) => !adminParts.includes(part) || isAdmin);
  const part = shown.find((one) => one === asked) ?? "profile";
  const Shown = parts[part];
  return (
    <Page
      header={
        <PageHeader title={t("settings.title")} actions={isAtLeast(me, "supervisor") && <ToCallFlows />} />
      }
    >
      <Tabs
        value={part}
        onChange={(value) => void navigate({ to: "/settings/$part", params: { part: value ?? "profile" } })}
        className={classes.tabs}
      >
        <Tabs.List className={classes.list}>
          {shown.map((one) => (
            <Tabs.Tab value={one} key={one}>
              {t(`settings.part.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={part} className={classes.panel}>
          <Panel>
            <Shown />
          </Panel>
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

const ToCallFlows = () => (
  <Button
    variant="default"
    leftSection={<IconRoute size={16} />}
    renderRoot={(props) => <Link {...props} to="/call-flows" />}
  >
    {t("frame.callFlows")}
  </Button>
);
