import type { Interaction } from "../../../../../server/contract/conversations.ts";
import { startOfDay } from "../../../lib/time.ts";
import type { Outgoing } from "../composer/outbox.ts";

/** One row of the timeline as it is drawn. */
export type Entry =
  | { type: "day"; key: string; at: string }
  | { type: "unread"; key: string }
  | { type: "interaction"; key: string; interaction: Interaction; isFirst: boolean; isLast: boolean }
  | { type: "outgoing"; key: string; outgoing: Outgoing };

const groupMs = 5 * 60_000;

/** Days apart, a line before the first unread, bubbles grouped by author within five minutes, then what waits to be sent. */
export function makeEntries(
  items: Interaction[],
  outgoing: Outgoing[],
  unreadFrom: number | undefined,
): Entry[] {
  const entries: Entry[] = [];
  let previous: Interaction | undefined;
  for (const [index, interaction] of items.entries()) {
    const next = items[index + 1];
    const isNewDay = !previous || startOfDay(previous.createdAt) !== startOfDay(interaction.createdAt);
    const isUnread = interaction.position === unreadFrom;
    if (isNewDay)
      entries.push({
        type: "day",
        key: `day ${startOfDay(interaction.createdAt)}`,
        at: interaction.createdAt,
      });
    if (isUnread) entries.push({ type: "unread", key: "unread" });
    entries.push({
      type: "interaction",
      key: interaction.clientKey ?? interaction.id,
      interaction,
      isFirst: isNewDay || isUnread || !isOneGroup(previous, interaction),
      isLast: !isOneGroup(interaction, next) || next?.position === unreadFrom,
    });
    previous = interaction;
  }
  const kept = new Set(items.map((item) => item.clientKey));
  for (const one of outgoing) {
    if (!kept.has(one.clientKey)) entries.push({ type: "outgoing", key: one.clientKey, outgoing: one });
  }
  return entries;
}

function isOneGroup(a: Interaction | undefined, b: Interaction | undefined): boolean {
  if (!a || !b || a.kind === "system" || a.kind !== b.kind || a.direction !== b.direction) return false;
  if (a.author.kind !== b.author.kind || a.author.id !== b.author.id) return false;
  const apart = Date.parse(b.createdAt) - Date.parse(a.createdAt);
  return apart < groupMs && startOfDay(a.createdAt) === startOfDay(b.createdAt);
}
