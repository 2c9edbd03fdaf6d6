import type { ReadMail } from "./mail.ts";

/** The first field of that name (lower case), or null. */
export const headerOf = (mail: ReadMail, name: string): string | null =>
  mail.header.find((field) => field.name === name)?.value.trim() ?? null;
