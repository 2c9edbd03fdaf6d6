import type { Handler } from "./answer.ts";
import { stepsNow } from "./caller.ts";
import { documentFor } from "./document-for.ts";
import { tellDialled } from "./tell-dialled.ts";
import { unlessOver } from "./unless-over.ts";

/** The hub sent the caller elsewhere, or what they were at could not be had. */
export const goOn: Handler = async (running, signed) => {
  const { fields } = signed;
  await tellDialled(running, signed);
  return unlessOver(running, fields, async () =>
    documentFor(running, fields, await stepsNow(running, fields)),
  );
};
