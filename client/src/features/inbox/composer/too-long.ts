import { signed } from "../../../lib/letter-parts.ts";

const most = { text: 20_000, html: 500_000 };

/** By how many characters a letter is more than the hub takes. */
export function tooLong(html: string, text: string, signature: string): number {
  const whole = signed({ html, text }, signature);
  return Math.max(0, whole.text.length - most.text, whole.html.length - most.html);
}
