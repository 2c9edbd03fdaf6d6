import type { ChannelSummary } from "../../../../../server/contract/channels.ts";
import type { ConversationStatus, Interaction } from "../../../../../server/contract/conversations.ts";
import type { Me, Person } from "../../../../../server/contract/people.ts";
import type { SystemEntry } from "../../../../../server/contract/system-entries.ts";
import { t } from "../../../lib/i18n.ts";
import { absoluteTime } from "../../../lib/time.ts";

interface Inside {
  me: Me;
  people: Map<string, Person>;
  channels: Map<string, ChannelSummary>;
}

type Data = Record<string, unknown>;
type Say = (data: Data, who: string, nameOf: (id: unknown) => string, inside: Inside) => string;

const sayings: Record<SystemEntry, Say> = {
  "conversation.assigned": (data, who, nameOf) => {
    if (data.reason === "assigneeFull") return t("inbox.system.assigneeFull", { name: nameOf(data.from) });
    if (data.reason === "handedBack" || data.reason === "assigneeAway") return t("inbox.system.handedBack");
    if (!data.to) return t("inbox.system.unassigned", { who });
    if (data.to === data.by) return t("inbox.system.took", { who });
    return t("inbox.system.assigned", { who, name: nameOf(data.to) });
  },
  "conversation.statusChanged": (data, who) => {
    if (data.reason === "message") return t("inbox.system.reopenedByMessage");
    if (data.reason === "snoozeEnded") return t("inbox.system.snoozeEnded");
    if (data.to === "snoozed" && typeof data.snoozedUntil === "string") {
      return t("inbox.system.snoozedUntil", { who, time: absoluteTime(data.snoozedUntil) });
    }
    return t("inbox.system.status", { who, status: statusWord(data.to) });
  },
  "conversation.tagged": (data, who) => {
    const added = list(data.added);
    const removed = list(data.removed);
    if (!removed) return t("inbox.system.tagged", { who, tags: added });
    if (!added) return t("inbox.system.untagged", { who, tags: removed });
    return t("inbox.system.retagged", { who, added, removed });
  },
  "conversation.shared": (data, who, nameOf) =>
    t("inbox.system.shared", { who, name: nameOf(data.personId) }),
  "conversation.followedUp": ({ channelId, count }, _who, _nameOf, inside) =>
    t("inbox.system.followedUp", { count: Number(count), channel: channelName(channelId, inside) }),
  "conversation.notFollowedUp": ({ channelId, count, reason }, _who, _nameOf, inside) =>
    t("inbox.system.notFollowedUp", {
      count: Number(count),
      channel: channelName(channelId, inside),
      reason: String(reason),
    }),
  "recording.deleted": () => t("inbox.system.recordingDeleted"),
  "interaction.movedHere": (_data, who) => t("inbox.system.movedHere", { who }),
  "interaction.movedAway": (_data, who) => t("inbox.system.movedAway", { who }),
};

/** A system entry as a sentence; one that only a newer hub knows says no more than that something was done. */
export function systemWords({ data, author }: Interaction, inside: Inside): string {
  const { me, people } = inside;
  const nameOf = (id: unknown) => {
    if (id === me.id) return t("inbox.system.you");
    return people.get(String(id))?.name ?? t("common.removedPerson");
  };
  const who =
    author.kind === "person"
      ? author.id === me.id
        ? t("common.you")
        : (author.name ?? nameOf(author.id))
      : t("common.app");
  const say = sayings[data?.what as SystemEntry] as Say | undefined;
  return say ? say({ ...data, by: author.id }, who, nameOf, inside) : t("inbox.system.unknown", { who });
}

const channelName = (id: unknown, { channels }: Inside): string =>
  channels.get(String(id))?.name ?? t("inbox.system.otherChannel");

const statusWord = (status: unknown): string =>
  t(`common.status.${status as ConversationStatus}`).toLocaleLowerCase();

const list = (names: unknown): string =>
  Array.isArray(names) && names.length > 0 ? new Intl.ListFormat("en").format(names.map(String)) : "";
