/** More than that is only to download. */
const largest = 25 * 1024 * 1024;

/** Whether a file may be one that a connector makes a page of: an attached mail. */
export const isReadable = ({ contentType, size }: { contentType: string; size: number }): boolean =>
  contentType === "message/rfc822" && size <= largest;
