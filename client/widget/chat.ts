import type { Details, WidgetConfig, WireFile, WireItem, WireWait } from "../../connectors/webchat/wire.ts";
import type { Api } from "./api.ts";
import { createCallHours } from "./call-hours.ts";
import { createLine, isOfCall, type Line } from "./line.ts";
import { connectLive, type Live } from "./live.ts";
import { createMine } from "./mine.ts";
import { needsDetails } from "./needs-details.ts";
import type { Options } from "./options.ts";
import { createOutbox, type OutMessage } from "./outbox.ts";
import { createPassKeeper } from "./pass.ts";
import { createReading } from "./reading.ts";
import type { Store } from "./storage.ts";
import { createItems } from "./timeline.ts";
import { createTyping } from "./typing.ts";
import { createWaiting } from "./waiting.ts";

/** What the screen shows. */
export interface ChatState {
  items: WireItem[];
  /** The visitor's own that the timeline does not have yet. */
  mine: OutMessage[];
  typing: string | undefined;
  /** The place in line, while it is known and nobody serves him. */
  wait: WireWait | undefined;
  /** The last of his messages that somebody inside has read, by id. */
  seenUpTo: string | undefined;
  unread: number;
  isReached: boolean;
  needsDetails: boolean;
  /** Whether he may call now. */
  takesCalls: boolean;
}

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
  line: Line;
}

interface Parts {
  options: Options;
  config: WidgetConfig;
  api: Api;
  store: Store;
  session: Store;
  onChange(): void;
}

const paceMs = { live: 60_000, open: 4_000, aside: 25_000 };

export function createChat({ options, config, api, store, session, onChange }: Parts): Chat {
  const passes = createPassKeeper(options, api, store, session);
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
      sync();
    },
  });
  const mine = createMine(outbox, items);
  const line = createLine({ api, passes, session, goLive: () => goLive() });
  let live: Live | undefined;
  let isOpen = false;
  let isReached = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let misses = 0;
  let failures = 0;

  function setReached(value: boolean) {
    if (value === isReached) return;
    isReached = value;
    onChange();
  }

  function isLooking() {
    return isOpen && document.visibilityState === "visible" && document.hasFocus();
  }

  function sync() {
    clearTimeout(timer);
    items.sync().then(
      () => {
        failures = 0;
        if (passes.current()) setReached(true);
        const isLate = mine.list().some((message) => message.state === "taken");
        misses = isLate ? misses + 1 : 0;
        if (passes.current() && items.all().length + mine.list().length > 0) goLive();
        reading.tell();
        onChange();
        later();
      },
      () => {
        failures += 1;
        setReached(false);
        later();
      },
    );
  }

  function later() {
    clearTimeout(timer);
    if (!passes.current()) return;
    // What the hub took is on its timeline a moment later.
    const soon = misses > 0 && misses < 8 ? 150 * 2 ** misses : Number.POSITIVE_INFINITY;
    timer = setTimeout(sync, Math.min(soon, pace()));
  }

  function pace() {
    // Spread, so that a hub that comes back is not met by everybody at once.
    if (failures > 0) return Math.min(paceMs.live, 1000 * 2 ** failures) * (0.5 + Math.random());
    if (live?.isUp()) return paceMs.live;
    return isOpen && document.visibilityState === "visible" ? paceMs.open : paceMs.aside;
  }

  function goLive(): Live {
    live ??= connectLive({
      options,
      token: passes.current,
      onUp: () => {
        outbox.flush();
        reading.again();
        line.up();
        sync();
      },
      onDown: later,
      onMessage(message) {
        if (isOfCall(message)) return line.hear(message);
        if (message.type === "typing") typing.show(message.isTyping ? message.name : undefined);
        else if (message.type === "read") reading.setSeen(message.upTo);
        else if (message.type === "waiting") waiting.set(message.wait ?? undefined);
        else {
          typing.show(undefined);
          items.add(message.item);
          // With something of his own still on its way, only the hub knows the order.
          if (mine.list().length > 0) sync();
          reading.tell();
        }
        onChange();
      },
    });
    return live;
  }

  function wake() {
    outbox.flush();
    sync();
  }

  return {
    start() {
      store.onChange((key) => {
        if (key === "pass") live?.restart();
        if (key === "pass" || key.startsWith("out:")) sync();
        onChange();
      });
      addEventListener("online", wake);
      addEventListener("offline", onChange);
      addEventListener("pageshow", (event) => event.persisted && wake());
      addEventListener("focus", () => reading.tell());
      document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sync());
      wake();
    },
    state: () => ({
      items: items.all(),
      mine: mine.list(),
      typing: typing.name(),
      wait: waiting.now(),
      seenUpTo: reading.seenUpTo(),
      unread: reading.unread(),
      isReached: isReached && navigator.onLine,
      needsDetails: needsDetails(
        config.form,
        store.get("answered"),
        items.all().length + mine.list().length === 0,
      ),
      takesCalls: callHours.isOpen(),
    }),
    setOpen(value) {
      isOpen = value;
      if (isOpen) sync();
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
    async giveDetails(details) {
      await passes.giveDetails(details);
      store.set("answered", JSON.stringify(details));
      onChange();
    },
    writing: typing.writing,
    line,
  };
}
