import type { CallStep } from "../../contract.ts";

/** Whether the caller goes where people wait for them. */
export const isToMeet = (step: CallStep | undefined): boolean =>
  step?.type === "connect" && step.to.kind === "person";
