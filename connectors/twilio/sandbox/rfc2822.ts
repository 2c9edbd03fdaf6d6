/** `Mon, 05 Jan 2026 09:00:00 +0000`, as all dates of this interface are written. */
export const rfc2822 = (ms: number) => new Date(ms).toUTCString().replace("GMT", "+0000");
