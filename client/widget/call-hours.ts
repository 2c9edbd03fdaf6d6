import type { WidgetConfig } from "../../connectors/webchat/wire.ts";
import type { Api } from "./api.ts";

const againMs = 60_000;

/** Whether a visitor may call now: asked again as he opens the chat, and while it is open before him. */
export function createCallHours(api: Api, { calls }: WidgetConfig, onChange: () => void) {
  let isOpen = calls;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look() {
    clearTimeout(timer);
    timer = setTimeout(look, againMs);
    if (document.visibilityState !== "visible") return;
    // What cannot be asked is asked again, and the hub has the last word anyway.
    const config = await api.get<WidgetConfig>("config").catch(() => undefined);
    if (!config || config.calls === isOpen) return;
    isOpen = config.calls;
    onChange();
  }

  return {
    isOpen: () => isOpen,
    follow(isChatOpen: boolean) {
      if (isChatOpen) void look();
      else clearTimeout(timer);
    },
  };
}
