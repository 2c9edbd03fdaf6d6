export interface Placed {
  html: string;
  /** Ids of the files that it shows. */
  shown: Set<string>;
}

/**
 * Points the pictures of sanitised HTML to the parts that travel with it (RFC 2392), and those from elsewhere to where
 * they are. One that does not travel is left out.
 */
export function placePictures(html: string, fileIds: string[], cidOf: (fileId: string) => string): Placed {
  const shown = new Set<string>();
  const placed = html.replace(/<img\b[^<>]*>/gi, (picture) => {
    const [, scheme, fileId = ""] = /\ssrc="(file|cid):([^"]*)"/i.exec(picture) ?? [];
    if (!scheme) return picture.replace(/\sdata-src="/i, ' src="');
    if (scheme.toLowerCase() === "cid" || !fileIds.includes(fileId)) return "";
    shown.add(fileId);
    return picture.replace(/\ssrc="[^"]*"/i, ` src="cid:${cidOf(fileId)}"`);
  });
  return { html: placed, shown };
}
