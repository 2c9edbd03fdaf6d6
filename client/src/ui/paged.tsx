import { Button } from "@mantine/core";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { t } from "../lib/i18n.ts";
import { ErrorPanel } from "./error-panel.tsx";
import { SkeletonRows } from "./skeleton.tsx";

interface PagedProps {
  list: Pick<
    UseInfiniteQueryResult,
    "isPending" | "isSuccess" | "error" | "refetch" | "hasNextPage" | "isFetchingNextPage" | "fetchNextPage"
  >;
  /** Rows so far. */
  count: number;
  /** Pixels; of the rows that come. */
  rowHeight: number;
  /** How many are drawn while they load. */
  bones?: number;
  /** In place of rows where there are none. */
  empty: ReactNode;
  children: ReactNode;
}

/** A list that loads on, with what stands in its place while it loads, when that failed, and where nothing is. */
export function Paged({ list, count, rowHeight, bones, empty, children }: PagedProps) {
  return (
    <>
      {list.isPending && <SkeletonRows count={bones} height={rowHeight} />}
      {list.error && count === 0 && <ErrorPanel error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && count === 0 && empty}
      {children}
      {list.hasNextPage && (
        <Button
          variant="subtle"
          m={16}
          onClick={() => void list.fetchNextPage()}
          loading={list.isFetchingNextPage}
        >
          {t("common.loadMore")}
        </Button>
      )}
    </>
  );
}
