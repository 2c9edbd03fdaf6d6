import type { Handler } from "./answer.ts";
import { answerWait } from "./answer-wait.ts";
import { turnIn } from "./caller.ts";
import { waited } from "./waited.ts";

/** Any key ends the music, but only some mean something. */
export const pressedInWait: Handler = async (running, signed) => {
  const digits = signed.fields.Digits ?? "";
  if (digits === "" || !signed.query.get("keys")?.includes(digits)) return waited(running, signed);
  return answerWait(running, signed.fields, { type: "digits", turn: turnIn(signed), digits });
};
