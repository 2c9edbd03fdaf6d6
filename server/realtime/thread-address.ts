/** Where a contact's browsers are found. */
export interface ThreadAddress {
  channelId: string;
  thread: string;
}
