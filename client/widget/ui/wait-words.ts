import type { WireWait } from "../../../connectors/webchat/wire.ts";
import type { Texts } from "../text/index.ts";

/** Where one stands in line, and about how long it takes where that is known. */
export function waitWords({ position, expectedSeconds }: WireWait, texts: Texts): string {
  const place = position === 1 ? texts("next") : texts("inLine", { position });
  return expectedSeconds ? `${place} ${about(Math.ceil(expectedSeconds / 60), texts)}` : place;
}

function about(minutes: number, texts: Texts): string {
  if (minutes > 60) return texts("aboutHours");
  return minutes === 1 ? texts("aboutMinute") : texts("aboutMinutes", { count: minutes });
}
