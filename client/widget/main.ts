import type { WidgetConfig } from "../../connectors/webchat/wire.ts";
import { createApi, RequestError } from "./api.ts";
import { createChat } from "./chat.ts";
import { type Options, readOptions } from "./options.ts";
import { createStore } from "./storage.ts";
import { createTexts } from "./text/index.ts";
import { createWidget } from "./ui/widget.ts";
import { rememberArrival } from "./visit.ts";

const options = readOptions();
if (options && !document.querySelector(`[data-switchboard="${CSS.escape(options.channelId)}"]`)) {
  start(options).catch(report);
}

async function start(options: Options) {
  // Somebody else signed in at the site is somebody else here.
  const prefix = `switchboard:${[options.channelId, options.user?.id].filter(Boolean).join(":")}:`;
  const [store, session] = [createStore("localStorage", prefix), createStore("sessionStorage", prefix)];
  rememberArrival(session);
  const api = createApi(options);
  const config = await api.get<WidgetConfig>("config");
  const texts = createTexts([options.language, document.documentElement.lang, ...navigator.languages]);
  const chat = createChat({ options, config, api, store, session, onChange: () => widget.update() });
  const widget = createWidget({
    channelId: options.channelId,
    config,
    chat,
    texts,
    session,
    address: api.address,
  });
  chat.start();
}

function report(error: unknown) {
  // A site without chat is whole; the reason is for whoever looks after it.
  const reason = error instanceof RequestError ? error.message || "the hub does not answer" : error;
  console.warn("Switchboard: the chat is not shown:", reason);
}
