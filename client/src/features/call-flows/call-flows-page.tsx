import { useParams } from "@tanstack/react-router";
import { CallFlowDetail } from "./call-flow-detail.tsx";
import { CallFlowList } from "./call-flow-list.tsx";

/** The list of call flows; `/call-flows/$id` for one of them. */
export function CallFlowsPage() {
  const { id } = useParams({ strict: false });
  return id ? <CallFlowDetail id={id} key={id} /> : <CallFlowList />;
}
