import { SegmentedControl } from "@mantine/core";
import { IconPhone } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { t } from "../../lib/i18n.ts";
import { requestPages } from "../../lib/pages.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { Paged } from "../../ui/paged.tsx";
import rows from "../../ui/rows.module.css";
import { useRowKeys } from "../../ui/use-row-keys.ts";
import { CallRow } from "./call-row.tsx";
import classes from "./calls.module.css";
import { type Show, shows } from "./calls-place.ts";

/** Every call that one may see, the newest first; the one that is opened shows how it went and plays. */
export function CallsPage() {
  const { show = "all" } = useSearch({ strict: false });
  const navigate = useNavigate();
  const list = useInfiniteQuery(requestPages("GET /calls", { query: { show: show as Show } }));
  const [openId, setOpenId] = useState<string>();
  const inside = useRef<HTMLUListElement>(null);
  useRowKeys(inside, t("calls.title"));
  const calls = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      header={
        <PageHeader title={t("calls.title")}>
          <SegmentedControl
            className={classes.shows}
            aria-label={t("calls.show.label")}
            value={show}
            onChange={(next) => void navigate({ to: "/calls", search: { show: next as Show } })}
            data={shows.map((value) => ({ value, label: t(`calls.show.${value}`) }))}
          />
        </PageHeader>
      }
    >
      <Paged list={list} count={calls.length} rowHeight={56} empty={<NoCalls show={show as Show} />}>
        <ul className={rows.rows} ref={inside} aria-label={t("calls.list")}>
          {calls.map((call) => (
            <CallRow
              key={call.id}
              call={call}
              isOpen={call.id === openId}
              toggle={() => setOpenId((id) => (id === call.id ? undefined : call.id))}
            />
          ))}
        </ul>
      </Paged>
    </Page>
  );
}

function NoCalls({ show }: { show: Show }) {
  const navigate = useNavigate();
  const canConnect = isAtLeast(useMe(), "admin") && show === "all";
  return (
    <EmptyState
      icon={<IconPhone size={28} stroke={1.5} />}
      title={t(`calls.empty.${show}.title`)}
      text={t(`calls.empty.${show}.text`)}
      action={
        canConnect
          ? { label: t("calls.toChannels"), onClick: () => void navigate({ to: "/channels" }) }
          : undefined
      }
    />
  );
}
