import type { Interaction } from "../../../../../server/contract/conversations.ts";
import type { Correspondent, Letter } from "../../../../../server/contract/letters.ts";
import { distinct, without } from "../../../lib/addresses.ts";
import type { LetterFields, LetterMode } from "./drafts.ts";

/** Recipients and subject of an answer, by the message that it answers or passes on, else by what it is all about. */
export function answerLetter(
  of: Interaction | undefined,
  mode: LetterMode,
  topic: string | null = null,
): Omit<LetterFields, "html" | "isSigned"> {
  const letter = of?.letter;
  const none = { to: [], cc: [], bcc: [] };
  const subject = subjectOf(letter?.subject ?? topic ?? "", mode);
  const common = { mode, ofId: of?.id, subject, isQuoted: letter != null, ...none };
  if (!letter || !of) return common;
  if (mode === "forward") return common;
  const to = answeredBy(letter, of.direction);
  if (mode === "reply") return { ...common, to };
  return { ...common, to, cc: others(letter, to) };
}

/** Whether more than the writer got it, or wrote it. */
export const hasOthers = (of: Interaction | undefined): boolean =>
  of?.letter != null && others(of.letter, answeredBy(of.letter, of.direction)).length > 0;

/** What we wrote ourselves is followed up to those it went to. */
function answeredBy(
  { from, to, replyTo, own }: Letter,
  direction: Interaction["direction"],
): Correspondent[] {
  if (direction === "out") return distinct(to);
  const answered = replyTo.length > 0 ? replyTo : from ? [from] : [];
  const outside = without(answered, own);
  return distinct(outside.length > 0 ? outside : answered);
}

const others = ({ to, cc, own }: Letter, answered: Correspondent[]): Correspondent[] =>
  without(distinct([...to, ...cc]), [...own, ...answered]);

const prefixes = { reply: "Re: ", replyAll: "Re: ", forward: "Fwd: " };
/** As the mail programs of other languages say it, too. */
const marked = {
  reply: /^\s*(?:re|aw|sv|vs|odp|antw|отв|回复|回覆)\s*(?:\[\d+\])?\s*[:：]/i,
  forward: /^\s*(?:fwd?|wg|tr|vb|vl|pd|i|пересл|转发|轉寄)\s*[:：]/i,
};

function subjectOf(subject: string, mode: LetterMode): string {
  const isMarked = marked[mode === "forward" ? "forward" : "reply"].test(subject);
  return (isMarked ? subject : prefixes[mode] + subject).slice(0, 500);
}

/** The last message that somebody wrote and that can be answered; never a bounce's or a robot's while there is another. */
export function lastLetter(items: Interaction[]): Interaction | undefined {
  const letters = items.filter((one) => one.kind === "message" && one.letter);
  const incoming = letters.filter((one) => one.direction === "in");
  return (
    incoming.findLast((one) => !isRobot(one.letter?.nature)) ??
    letters.findLast((one) => one.direction === "out") ??
    incoming.findLast((one) => one.letter?.nature === "auto-reply")
  );
}

const isRobot = (nature: Letter["nature"] | undefined) =>
  nature === "auto-reply" || nature === "bounce" || nature === "receipt";
