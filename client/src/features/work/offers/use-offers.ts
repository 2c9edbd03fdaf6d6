import { useIsFetching } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { queryKey } from "../../../lib/api.ts";
import { useMyCalls } from "../../../lib/phone.ts";
import { useMyWork } from "../../../lib/work.ts";
import { offerKey } from "./offer-key.ts";

/**
 * What is held out to this person. A call stays held out while it connects, so one that they are being connected to is none;
 * a new one is shown once that is known.
 */
export function useOffers(): WorkItem[] {
  const items = useMyWork()?.items;
  const calls = useMyCalls();
  const isAsking = useIsFetching({ queryKey: queryKey("GET /me/phone") }) > 0;
  const shown = useRef(new Set<string>());
  const offers = useMemo(
    () =>
      items?.filter((item) => {
        if (item.state !== "offered") return false;
        if (item.kind !== "call") return true;
        if (calls.some(({ call }) => call.conversationId === item.conversationId)) return false;
        return !isAsking || shown.current.has(offerKey(item));
      }) ?? [],
    [items, calls, isAsking],
  );
  useEffect(() => {
    shown.current = new Set(offers.map(offerKey));
  }, [offers]);
  return offers;
}
