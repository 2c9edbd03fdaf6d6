import { isLookedAt } from "./is-looked-at.ts";

/** On the desktop of who looks at none of their tabs, once for each tag; a press leads here. */
export async function showNotice(title: string, options: { body?: string; tag: string }): Promise<void> {
  if (await isLookedAt()) return;
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  try {
    const notice = new Notification(title, options);
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
  } catch {
    // Phones have the word but show notices of service workers only.
  }
}
