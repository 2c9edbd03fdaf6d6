import type { Handler } from "./answer.ts";

/** A number that the flow connects to has answered. */
export const answeredElsewhere: Handler = async ({ context }, { fields }) => {
  await context.calls.tell(fields.ParentCallSid ?? "", { type: "accepted" });
  return undefined;
};
