import type { CallRow } from "../hold-call.ts";

/** Whether whom we call has not been met yet. */
export const isBeingCalled = ({ stage }: Pick<CallRow, "stage">): boolean =>
  stage === "dialling" || stage === "ringing";
