import { Modal } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { usePeople } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { requestPages } from "../../lib/pages.ts";
import { EmptyState } from "../empty-state.tsx";
import { Paged } from "../paged.tsx";
import { Time } from "../time.tsx";
import classes from "./recording-player.module.css";

const rowHeight = 36;

export default function ListensDialog({ recordingId, close }: { recordingId: string; close(): void }) {
  const people = usePeople();
  const list = useInfiniteQuery(requestPages("GET /recordings/:id/listens", { params: { id: recordingId } }));
  const listens = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Modal opened onClose={close} title={t("recordings.listens.title")}>
      <Paged
        list={list}
        count={listens.length}
        rowHeight={rowHeight}
        bones={3}
        empty={
          <EmptyState title={t("recordings.listens.nobody")} text={t("recordings.listens.nobodyText")} />
        }
      >
        <ul className={classes.listens}>
          {listens.map(({ personId, at }) => (
            <li key={`${personId} ${at}`} style={{ minHeight: rowHeight }}>
              <span className="cut">{people.get(personId)?.name ?? t("common.removedPerson")}</span>
              <Time at={at} className="faint small" />
            </li>
          ))}
        </ul>
      </Paged>
    </Modal>
  );
}
