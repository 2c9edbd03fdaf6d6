import type { CallInput } from "../../../connectors/contract.ts";
import type { CallFlowState } from "../../contract/call-flow-trial.ts";
import type { Deps } from "../../lib/deps.ts";
import { findNotices } from "../find-notices.ts";
import { advance } from "../flow/advance.ts";
import type { Advance, Flow } from "../flow/flow.ts";
import { findOfficeHours } from "./queries.ts";
import { refuseFlaws } from "./refuse-bad-call-flow.ts";

interface Trial extends Flow {
  state: CallFlowState;
  input: CallInput;
  /** ISO 8601. */
  at: string;
}

/** Walks a flow as it is being edited, without a call and without a trace. @throws AppError `invalid` */
export async function tryCallFlow(
  deps: Pick<Deps, "db">,
  { state, input, at, ...flow }: Trial,
): Promise<Advance> {
  refuseFlaws(flow);
  const [officeHours, notices] = await Promise.all([findOfficeHours(deps), findNotices(deps, flow)]);
  return advance(flow, state, input, { now: new Date(at), officeHours, notices });
}
