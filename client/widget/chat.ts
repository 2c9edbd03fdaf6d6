import type { Details, WidgetConfig, WireFile } from "../../connectors/webchat/wire.ts";
import type { Api } from "./api.ts";
import { createCallHours } from "./call-hours.ts";
import { type CallPipe, createCallPipe, isOfCall } from "./call-pipe.ts";
import { type ChatState, readState } from "./chat-state.ts";
import { createGivenDetails } from "./given-details.ts";
import { keepInStep } from "./keep-in-step.ts";
import { connectLive, type Live } from "./live.ts";
import { createMine } from "./mine.ts";
import type { Options } from "./options.ts";
import { createOutbox } from "./outbox.ts";
import { createPassKeeper } from "./pass.ts";
import { createReading } from "./reading.ts";
import type { Store } from "./storage.ts";
import { createItems } from "./timeline.ts";
import { createTyping } from "./typing.ts";
import { createWaiting } from "./waiting.ts";

export interface Chat {
  start(): void;
  state(): ChatState;
  /** Must be told, since reading and the pace of asking depend on it. */
  setOpen(isOpen: boolean): void;
  send(text: string, files: WireFile[]): void;
  retry(key: string): void;
  discard(key: string): void;
  upload(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<WireFile>;
  giveDetails(details: Details): Promise<void>;
  writing(isTyping: boolean): void;
  callPipe: CallPipe;
}

interface Parts {
  options: Options;
  config: WidgetConfig;
  api: Api;
  store: Store;
  session: Store;
  onChange(): void;
}

export function createChat({ options, config, api, store, session, onChange }: Parts): Chat {
  const passes = createPassKeeper(options, api, store, session);
  const details = createGivenDetails({ passes, store, onChange });
  const items = createItems(api, passes);
  const typing = createTyping(onChange, (isTyping) => live?.say({ type: "typing", isTyping }));
  const waiting = createWaiting(onChange);
  const callHours = createCallHours(api, config, onChange);
  const reading = createReading({
    store,
    api,
    passes,
    live: () => live,
    items: () => items.all(),
    isLooking,
  });
  const outbox = createOutbox({
    api,
    passes,
    store,
    session,
    name: `switchboard:${options.channelId}`,
    onReach: setReached,
    onChange: () => {
      onChange();
      step.now();
    },
  });
  const mine = createMine(outbox, items);
  const callPipe = createCallPipe({ api, passes, details, session, goLive: () => goLive() });
  let live: Live | undefined;
  let isOpen = false;
  let isReached = true;
  const step = keepInStep({
    ask: items.sync,
    hasPass: () => Boolean(passes.current()),
    isLate: () => mine.list().some((message) => message.state === "taken"),
    isOpen: () => isOpen,
    live: () => live,
    onReached() {
      if (passes.current()) setReached(true);
      if (passes.current() && items.all().length + mine.list().length > 0) goLive();
      reading.tell();
      onChange();
    },
    onMissed: () => setReached(false),
  });

  function setReached(value: boolean) {
    if (value === isReached) return;
    isReached = value;
    onChange();
  }

  function isLooking() {
    return isOpen && document.visibilityState === "visible" && document.hasFocus();
  }

  function goLive(): Live {
    live ??= connectLive({
      options,
      token: passes.current,
      onUp: () => {
        outbox.flush();
        reading.again();
        callPipe.up();
        step.now();
      },
      onDown: step.later,
      onMessage(message) {
        if (isOfCall(message)) return callPipe.hear(message);
        if (message.type === "typing") typing.show(message.isTyping ? message.name : undefined);
        else if (message.type === "read") reading.setSeen(message.upTo);
        else if (message.type === "waiting") waiting.set(message.wait ?? undefined);
        else {
          typing.show(undefined);
          items.add(message.item);
          // With something of his own still on its way, only the hub knows the order.
          if (mine.list().length > 0) step.now();
          reading.tell();
        }
        onChange();
      },
    });
    return live;
  }

  function wake() {
    outbox.flush();
    step.now();
  }

  return {
    start() {
      store.onChange((key) => {
        if (key === "pass") live?.restart();
        if (key === "pass" || key.startsWith("out:")) step.now();
        onChange();
      });
      addEventListener("online", wake);
      addEventListener("offline", onChange);
      addEventListener("pageshow", (event) => event.persisted && wake());
      addEventListener("focus", () => reading.tell());
      document.addEventListener(
        "visibilitychange",
        () => document.visibilityState === "visible" && step.now(),
      );
      wake();
    },
    state: () => readState({ config, details, items, mine, typing, waiting, reading, callHours, isReached }),
    setOpen(value) {
      isOpen = value;
      if (isOpen) step.now();
      callHours.follow(isOpen);
      reading.tell();
    },
    send(text, files) {
      typing.stop();
      outbox.add(text, files);
    },
    retry: outbox.retry,
    discard(key) {
      outbox.remove(key);
      mine.forget(key);
      onChange();
    },
    upload: (file, onProgress, signal) => passes.use((token) => api.upload(file, token, onProgress, signal)),
    giveDetails: details.give,
    writing: typing.writing,
    callPipe,
  };
}
