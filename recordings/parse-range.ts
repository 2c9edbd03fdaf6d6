/** Both ends are part of it. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * What a Range header asks of `size` bytes (RFC 9110 §14): one range; `whole` where there is none, it is malformed or of an
 * unknown unit, or asks for several (§14.2 lets a server ignore it); `unsatisfiable` is a 416.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | "whole" | "unsatisfiable" {
  const asked = /^bytes=[ \t,]*(\d*)-(\d*)[ \t,]*$/i.exec(header ?? "");
  if (!asked) return "whole";
  const [, first = "", last = ""] = asked;
  if (first === "") return suffix(last, size);
  const [start, end] = [Number(first), last === "" ? Number.POSITIVE_INFINITY : Number(last)];
  if (end < start) return "whole";
  return start < size ? { start, end: Math.min(end, size - 1) } : "unsatisfiable";
}

/** `-500`: the last 500 bytes, or all there are. */
function suffix(length: string, size: number): ByteRange | "whole" | "unsatisfiable" {
  if (length === "") return "whole";
  if (Number(length) === 0 || size === 0) return "unsatisfiable";
  return { start: Math.max(0, size - Number(length)), end: size - 1 };
}
