import { useQuery } from "@tanstack/react-query";
import { request } from "../../../../lib/api.ts";

interface PartiesOptions {
  enabled?: boolean;
  /** For as long as somebody chooses among them. */
  refetchInterval?: number;
}

/** Who can be brought into a call; asked for as soon as one talks, so that the dialog is whole when it opens. */
export const useParties = (callId: string, options: PartiesOptions) =>
  useQuery({ ...request("GET /calls/:id/parties", { params: { id: callId } }), ...options }).data;
