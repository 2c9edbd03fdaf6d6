const others: Record<number, string> = {
  20127: "us-ascii",
  20866: "koi8-r",
  21866: "koi8-u",
  50220: "iso-2022-jp",
  50221: "iso-2022-jp",
  50222: "iso-2022-jp",
  51932: "euc-jp",
  51949: "euc-kr",
  54936: "gb18030",
  65001: "utf-8",
};

/** What the rest of the world calls a code page of Windows. */
export function charsetOf(codePage: number): string {
  if (codePage > 28590 && codePage < 28606) return `iso-8859-${codePage - 28590}`;
  return others[codePage] ?? `cp${codePage}`;
}
