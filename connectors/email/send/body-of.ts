import type { Outbound } from "../../contract.ts";
import { makeStorable } from "../parse/make-storable.ts";
import { htmlOfText } from "./html-of-text.ts";
import { type Placed, placePictures } from "./place-pictures.ts";
import { quotedHtml, quotedText } from "./quoted.ts";

/** Both forms of the text, each with what is quoted below. */
export function bodyOf(
  { text, letter, files }: Outbound,
  cidOf: (fileId: string) => string,
): Placed & { text: string } {
  const quoted = letter?.quoted;
  const own = letter?.html ?? htmlOfText(text);
  const whole = quoted ? `${own}\n<br>\n${quotedHtml(quoted)}` : own;
  const fileIds = files.map(({ id }) => id);
  const { html, shown } = placePictures(makeStorable(whole), fileIds, cidOf);
  return {
    // Without any text there would be no part for it.
    text: makeStorable(quoted ? `${text}\n\n${quotedText(quoted)}` : text) || "\n",
    html: `<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n${html}\n</body></html>`,
    shown,
  };
}
