/** 128 random bits; `crypto.randomUUID` is missing on plain HTTP. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
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
