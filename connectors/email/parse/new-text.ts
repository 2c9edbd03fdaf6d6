import { historyIn } from "./history.ts";
import { trimmed, withoutQuotes } from "./quotes.ts";
import { withoutSignature } from "./signature.ts";

/** Below so many words a forwarded mail is what it is about, and no longer a copy of what was said before. */
const fewWords = 25;
const pointsBelow =
  /^(?:fyi|fwd?|see (?:below|attached)|below|zur info|zk|z\.? ?k\.?|siehe unten|s\.u\.|pour info|voir ci-dessous|para tu información|fyr|ter info|tiedoksi|til info|для информации|см\.? ниже|к сведению|参考|請參閱|참고)[\s.:!]*$/iu;

/**
 * What the sender wrote now: the mail without what it quotes and without the signature. A forwarded mail with few
 * words above it stays whole, since nobody has read it yet. Where that would leave nothing, the whole text is given.
 */
export function newTextOf(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const whole = trimmed(lines).join("\n").trimEnd();
  const { from, isForward, attributions } = historyIn(lines);
  // A signature below the last quote is no answer to it, so it goes first.
  const above = withoutSignature(lines.slice(0, from));
  const own = withoutSignature(withoutQuotes(above, attributions)).join("\n").trimEnd();
  if (isForward && hasFewWords(own)) return whole;
  if (own.length < 80 && pointsBelow.test(own.trim())) return whole;
  return own.trim() ? own : whole;
}

function hasFewWords(text: string): boolean {
  return text.length < 1_000 && text.split(/\s+/).length < fewWords;
}
