import type { Handler } from "./answer.ts";
import { answerWait } from "./answer-wait.ts";
import { turnIn } from "./caller.ts";
import { waited } from "./waited.ts";

/** Any key ends the music, but only some mean something. */
export const pressedInWait: Handler = async (carrier, signed) => {
  const digits = signed.fields.Digits ?? "";
  if (digits === "" || !signed.query.get("keys")?.includes(digits)) return waited(carrier, signed);
  return answerWait(carrier, signed.fields, { type: "digits", turn: turnIn(signed), digits });
};
