/** 128 random bits; `crypto.randomUUID` is missing on plain HTTP. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The same as a UUID of version 4 (RFC 9562). */
export function randomUuid(): string {
  const hex = randomId();
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The same for as long as this tab is open, over reloads too. */
export function tabId(): string {
  try {
    const id = sessionStorage.getItem("tab") ?? randomId();
    sessionStorage.setItem("tab", id);
    return id;
  } catch {
    return randomId();
  }
}
