import { Button } from "@mantine/core";
import { IconPlugConnected, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { request } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import rows from "../../ui/rows.module.css";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { AddChannel } from "./add-channel.tsx";
import { ChannelDetail } from "./channel-detail.tsx";
import { ChannelRow } from "./channel-row.tsx";

const adding = "new";

/** The list of channels; `/channels/new` connects one, `/channels/$id` shows one. */
export function ChannelsPage() {
  const { id } = useParams({ strict: false });
  if (id === adding) return <AddChannel />;
  if (id) return <ChannelDetail id={id} key={id} />;
  return <ChannelList />;
}

function ChannelList() {
  const navigate = useNavigate();
  const isAdmin = isAtLeast(useMe(), "admin");
  const channels = useQuery(request("GET /channels"));
  const add = () => void navigate({ to: "/channels/$id", params: { id: adding } });
  return (
    <Page
      header={
        <PageHeader
          title={t("channels.title")}
          actions={
            isAdmin && (
              <Button leftSection={<IconPlus size={16} />} onClick={add}>
                {t("channels.connect")}
              </Button>
            )
          }
        />
      }
    >
      {channels.isPending && <SkeletonRows height={56} />}
      {channels.error && <ErrorPanel error={channels.error} retry={() => void channels.refetch()} />}
      {channels.data?.length === 0 && (
        <EmptyState
          icon={<IconPlugConnected size={28} stroke={1.5} />}
          title={t("channels.empty.title")}
          text={t("channels.empty.text")}
          action={isAdmin ? { label: t("channels.connect"), onClick: add } : undefined}
        />
      )}
      <ul className={rows.rows}>
        {channels.data?.map((channel) => (
          <ChannelRow channel={channel} key={channel.id} />
        ))}
      </ul>
    </Page>
  );
}
