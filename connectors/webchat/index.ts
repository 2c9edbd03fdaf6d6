import type { Connector } from "../contract.ts";
import { createChat } from "./chat.ts";
import { answer } from "./http.ts";
import { createLiveDoor } from "./live.ts";
import { settings } from "./settings.ts";
import { presentAnswer } from "./timeline.ts";
import { createVoice } from "./voice/create-voice.ts";
import type { LiveToVisitor } from "./wire.ts";

export const webchat: Connector<typeof settings> = {
  id: "webchat",
  label: "Web chat",
  summary: "A chat on your own site: one line of HTML, no cookies.",
  icon: "M8 9h8M8 13h5M12 20l-3.5-3H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-2.5z",
  settings,
  guide: ({ id, publicUrl }) => [
    {
      title: "Put this line on every page of your site, before </body>",
      code: `<script src="${publicUrl}/widget.js" data-channel="${id}" async></script>`,
    },
  ],
  // The widget shows an item once, by its id, however often it is pushed.
  refusesDuplicates: true,
  carriesCalls: true,
  start(context) {
    const chat = createChat(context);
    return {
      async stop() {},
      webhook: (request, { ip }) => answer(chat, request, ip),
      live: createLiveDoor(chat),
      voice: createVoice(context),
      async send(message) {
        const pushed: LiveToVisitor = { type: "message", item: presentAnswer(message, context) };
        // A browser that is away finds it on the timeline.
        context.live(message.thread).send(pushed);
        return {};
      },
    };
  },
};
