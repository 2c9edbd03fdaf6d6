import { isAscii } from "node:buffer";
import type { Attachment } from "nodemailer";
import type { ReadFile } from "./read-files.ts";
import { safeFileName } from "./safe-file-name.ts";

/** The files as parts of the mail: those with a cid beside its HTML, the others attached. */
export function attachmentsOf(
  files: ReadFile[],
  cidOf: (fileId: string) => string | undefined,
): Attachment[] {
  return files.map((file) => {
    const cid = cidOf(file.id);
    return {
      filename: safeFileName(file.name),
      content: file.content,
      contentType: typeOf(file),
      contentDisposition: cid ? "inline" : "attachment",
      ...(cid && { cid }),
    };
  });
}

/** A part of another mail's type must travel as it is (RFC 2046, 5.2.1), which only plain ASCII can. */
function typeOf({ contentType, content }: ReadFile): string {
  const [type = ""] = contentType.toLowerCase().split(";");
  const isMail = type.trim() === "message/rfc822" && isPlain(content);
  const isOther = /^(?!multipart\/|message\/)[\w.+-]+\/[\w.+-]+$/.test(type.trim());
  return isMail || isOther ? type.trim() : "application/octet-stream";
}

function isPlain(content: Buffer): boolean {
  return isAscii(content) && !content.includes(0) && !/[^\r\n]{999}/.test(content.toString("latin1"));
}
