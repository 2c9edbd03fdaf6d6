import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { request } from "../../lib/api.ts";
import { watchBoard } from "../../realtime/socket.ts";

/** The board as it is now: fetched once, then pushed for as long as it is shown. */
export function useLiveBoard() {
  useEffect(() => {
    watchBoard(true);
    return () => watchBoard(false);
  }, []);
  // What is pushed keeps the rows that did not change; to compare all of them again costs frames.
  const query = useQuery({ ...request("GET /board"), structuralSharing: false });
  const offsetMs = useRef(0);
  if (query.data) {
    const offset = Date.parse(query.data.at) - query.dataUpdatedAt;
    if (Math.abs(offset - offsetMs.current) > driftMs) offsetMs.current = offset;
  }
  return { ...query, offsetMs: offsetMs.current };
}

/** Less is the way that the push came, and clocks that go back and forth are worse than late ones. */
const driftMs = 1500;
