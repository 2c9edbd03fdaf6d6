import type { ChannelRules } from "../contract/channels.ts";

/** What a new channel does at a first contact, unless somebody says otherwise. */
export const defaultRules: ChannelRules = {
  makeDeal: true,
  makeTask: true,
  answerWithinMinutes: 15,
  reopenWithinDays: 7,
};
