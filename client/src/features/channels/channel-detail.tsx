import { Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { request } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { errorToast } from "../../lib/toast.ts";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { ArchiveButton } from "./archive-button.tsx";
import { BackToChannels } from "./back-to-channels.tsx";
import { ChannelForm } from "./channel-form.tsx";
import classes from "./channels.module.css";
import { DeliveryLog } from "./delivery-log.tsx";
import { Guide } from "./guide.tsx";
import { HealthPanel } from "./health-panel.tsx";
import { HealthWord } from "./health-word.tsx";
import { PretendCalls } from "./pretend-calls.tsx";
import { useChangeChannel } from "./use-change-channel.ts";

export function ChannelDetail({ id }: { id: string }) {
  const isAdmin = isAtLeast(useMe(), "admin");
  const { data: channel, error, refetch } = useQuery(request("GET /channels/:id", { params: { id } }));
  const change = useChangeChannel(id);
  const turn = (isEnabled: boolean) =>
    change.mutate({ isEnabled }, { onError: (problem) => errorToast(problem) });
  return (
    <Page
      header={
        <PageHeader
          title={channel?.name ?? t("channels.title")}
          before={<BackToChannels />}
          actions={
            channel &&
            isAdmin && (
              <Switch
                label={t("channels.enabled")}
                checked={change.isPending ? change.variables.isEnabled : channel.isEnabled}
                onChange={(event) => turn(event.currentTarget.checked)}
              />
            )
          }
        >
          {channel && <HealthWord health={channel.health} />}
        </PageHeader>
      }
    >
      {error && <ErrorPanel error={error} retry={() => void refetch()} />}
      {!channel && !error && <SkeletonRows count={6} height={72} />}
      {channel && (
        <div className={classes.narrow}>
          <HealthPanel channel={channel} />
          {channel.isPretend ? (
            <PretendCalls channelId={channel.id} isAdmin={isAdmin} />
          ) : (
            <Guide steps={channel.guide} />
          )}
          <Panel>
            <ChannelForm channel={channel} isAdmin={isAdmin} />
          </Panel>
          <Panel>
            <DeliveryLog channelId={channel.id} />
          </Panel>
          {isAdmin && <ArchiveButton channel={channel} />}
        </div>
      )}
    </Page>
  );
}
