import type { CallStep } from "../../connectors/contract.ts";
import type { CallRow } from "./hold-call.ts";

/** What a call is at, as it was given. */
export const storedSteps = ({ steps }: Pick<CallRow, "steps">): CallStep[] => steps as unknown as CallStep[];
