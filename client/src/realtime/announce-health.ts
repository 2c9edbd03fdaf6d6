import type { EventMap } from "../../../server/contract/events.ts";
import { call } from "../lib/api.ts";
import { t } from "../lib/i18n.ts";
import { findMe, isAtLeast } from "../lib/session.ts";
import { dismissToast, sayToast, show } from "../lib/toast.ts";

/** By channel: what says that it is down, until it is up again. */
const shown = new Map<string, number>();

/** To those who can mend a channel, or tell who can. */
export async function announceHealth({ channelId, health }: EventMap["channel.healthChanged"]) {
  const me = findMe();
  if (!me || !isAtLeast(me, "supervisor")) return;
  const channel = await call("GET /channels/:id", { params: { id: channelId } }).catch(() => undefined);
  // Several events may come at once, after a time without: only how it is now is news.
  if (channel?.health !== health.to) return;
  const last = shown.get(channelId);
  if (last !== undefined) dismissToast(last);
  shown.delete(channelId);
  const { name, healthDetail } = channel;
  if (health.to === "down") {
    const text = healthDetail
      ? t("frame.channelDown", { name, detail: healthDetail })
      : t("frame.channelDownPlain", { name });
    const link = { label: t("frame.toChannel"), to: "/channels/$id", params: { id: channelId } } as const;
    shown.set(channelId, show({ text, isError: true, actions: [], link }));
  }
  if (health.to === "up" && health.from === "down") sayToast(t("frame.channelUp", { name }));
}
