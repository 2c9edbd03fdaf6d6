import type { Args } from "../../../lib/api-types.ts";
import { picturesIn, signed } from "../../../lib/letter-parts.ts";
import type { Outgoing } from "./outbox.ts";

type Body = Args<"POST /conversations/:id/interactions">["body"];

/** What is sent of an answer or a note. */
export function bodyOf({ kind, text, clientKey, files, letter, mentions, seenLength }: Outgoing): Body {
  const fileIds = files.map((file) => file.id);
  if (!letter) return { kind, text, clientKey, fileIds, mentions, seenLength };
  const { mode, ofId, isQuoted, subject, to, cc, bcc } = letter;
  const written = signed({ html: letter.html, text }, letter.signature);
  return {
    kind,
    text: written.text,
    clientKey,
    fileIds: [...new Set([...fileIds, ...picturesIn(written.html)])],
    letter: {
      subject: subject.trim(),
      to,
      cc,
      bcc,
      html: written.html,
      quoted:
        isQuoted && ofId
          ? { interactionId: ofId, as: mode === "forward" ? "forwarded" : "answered" }
          : undefined,
    },
    mentions,
    seenLength,
  };
}
