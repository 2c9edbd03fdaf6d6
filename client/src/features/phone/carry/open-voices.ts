import { browsers } from "../../../../../connectors/browsers.ts";
import type { BrowserVoice, BrowserVoiceOptions } from "../../../../../connectors/contract.ts";
import type { MyCall, PhonePass } from "../../../../../server/contract/calls.ts";

export type Voices = ReturnType<typeof openVoices>;

interface VoicesOptions {
  send: BrowserVoiceOptions["send"];
  onState(state: VoicesState): void;
}

export interface VoicesState {
  /** Calls come only where all are open: the hub offers whatever comes to whoever is ready. */
  voices: "starting" | "open" | "failed";
  /** The connectors of those that cannot carry calls now. */
  failed: string[];
}

type Carrying = Pick<MyCall, "connector" | "account">;

interface Opened {
  pass: PhonePass;
  voice: Promise<BrowserVoice>;
  state: "starting" | "open" | "failed";
}

/** The browser part of each account that there is a pass for, loaded once and renewed with each pass. */
export function openVoices({ send, onState }: VoicesOptions) {
  const opened = new Map<string, Opened>();
  const microphone = Promise.withResolvers<MediaStream>();
  let latest: MediaStream | undefined;

  async function open({ connector, data }: PhonePass): Promise<BrowserVoice> {
    const load = browsers[connector];
    if (!load) throw new Error(`no browser part for ${connector}`);
    const [{ openVoice }, first] = await Promise.all([load(), microphone.promise]);
    return openVoice({ pass: data, microphone: latest ?? first, send });
  }

  function keep(pass: PhonePass, voice: Promise<BrowserVoice>, state: Opened["state"] = "starting") {
    const one: Opened = { pass, voice, state };
    opened.set(keyOf(pass), one);
    const become = (next: "open" | "failed") => () => {
      one.state = next;
      tellState();
    };
    voice.then(become("open"), become("failed"));
  }

  function tellState() {
    const all = [...opened.values()];
    const is = (wanted: Opened["state"]) => all.filter(({ state }) => state === wanted);
    const failed = [...new Set(is("failed").map(({ pass }) => pass.connector))];
    const ofWell = is("starting").length > 0 ? "starting" : "open";
    onState({ voices: failed.length > 0 ? "failed" : ofWell, failed });
  }

  const each = (run: (voice: BrowserVoice) => unknown) => {
    for (const { voice } of opened.values()) voice.then(run, () => {});
  };

  return {
    /** What failed is tried again with the next pass. */
    follow(passes: PhonePass[]) {
      const wanted = new Set(passes.map(keyOf));
      for (const [key, { voice }] of opened) {
        if (wanted.has(key)) continue;
        opened.delete(key);
        voice.then(
          (gone) => gone.close(),
          () => {},
        );
      }
      for (const pass of passes) {
        const known = opened.get(keyOf(pass));
        if (known?.pass.expiresAt === pass.expiresAt) continue;
        if (!known || known.state === "failed") keep(pass, open(pass));
        else keep(pass, renew(known, pass), known.state);
      }
      tellState();
    },
    /** @throws whatever kept it from opening */
    async voiceOf(call: Carrying): Promise<BrowserVoice> {
      const found = opened.get(keyOf(call));
      if (!found) throw new Error(`no pass for ${call.connector}`);
      return found.voice;
    },
    receive: (legId: string, message: Parameters<BrowserVoice["receive"]>[1]) =>
      each((voice) => voice.receive(legId, message)),
    setMicrophone(stream: MediaStream) {
      latest = stream;
      microphone.resolve(stream);
      each((voice) => voice.useMicrophone(stream));
    },
    close: () => each((voice) => voice.close()),
  };

  async function renew({ voice }: Opened, pass: PhonePass): Promise<BrowserVoice> {
    const one = await voice;
    one.renew(pass.data);
    return one;
  }
}

const keyOf = ({ connector, account }: Carrying) => JSON.stringify([connector, account]);
