/**
 * SQL that is true when an interaction first came in or was written on its conversation's thread, whatever moves and
 * undone moves it has been through since.
 */
export const cameByThread = (interaction: string, conversation: string): string => `not exists (
  select from conversations origin where origin.id = (${interaction}.why -> 'moved' -> 0 ->> 'from')::uuid
    and (origin.channel_id, origin.thread) <> (${conversation}.channel_id, ${conversation}.thread))`;
