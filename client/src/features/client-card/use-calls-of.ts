import { useQuery } from "@tanstack/react-query";
import { request } from "../../lib/api.ts";

const most = 100;

/** A contact's calls, the newest first. */
export const useCallsOf = (contactId: string) =>
  useQuery(request("GET /calls", { query: { contactId, limit: most } }));
