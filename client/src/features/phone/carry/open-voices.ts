import { browsers } from "../../../../../connectors/browsers.ts";
import type { BrowserVoice, BrowserVoiceOptions } from "../../../../../connectors/contract.ts";
import type { PhonePass } from "../../../../../server/contract/calls.ts";
import type { Conditions } from "../line/phone-state.ts";

export type Voices = ReturnType<typeof openVoices>;

interface VoicesOptions {
  send: BrowserVoiceOptions["send"];
  onState(state: Conditions["voices"]): void;
}

/** The browser part of each connector that there is a pass for, loaded once and renewed with each pass. */
export function openVoices({ send, onState }: VoicesOptions) {
  const opened = new Map<string, { pass: PhonePass; voice: Promise<BrowserVoice> }>();
  const microphone = Promise.withResolvers<MediaStream>();
  let latest: MediaStream | undefined;

  async function open({ connector, data }: PhonePass): Promise<BrowserVoice> {
    const load = browsers[connector];
    if (!load) throw new Error(`no browser part for ${connector}`);
    const [{ openVoice }, first] = await Promise.all([load(), microphone.promise]);
    return openVoice({ pass: data, microphone: latest ?? first, send });
  }

  async function tellState() {
    const all = [...opened.values()].map(({ voice }) => voice);
    const results = await Promise.allSettled(all);
    onState(results.some(({ status }) => status === "rejected") ? "failed" : "open");
  }

  const each = (run: (voice: BrowserVoice) => unknown) => {
    for (const { voice } of opened.values()) voice.then(run, () => {});
  };

  return {
    /** What failed is tried again with the next pass. */
    follow(passes: PhonePass[]) {
      for (const [connector, { voice }] of opened) {
        if (passes.some((pass) => pass.connector === connector)) continue;
        opened.delete(connector);
        voice.then(
          (gone) => gone.close(),
          () => {},
        );
      }
      for (const pass of passes) {
        const known = opened.get(pass.connector);
        if (known?.pass.expiresAt === pass.expiresAt) continue;
        const voice = known
          ? known.voice.then(
              (one) => {
                one.renew(pass.data);
                return one;
              },
              () => open(pass),
            )
          : open(pass);
        opened.set(pass.connector, { pass, voice });
      }
      void tellState();
    },
    /** @throws whatever kept it from opening */
    async voiceOf(connector: string): Promise<BrowserVoice> {
      const found = opened.get(connector);
      if (!found) throw new Error(`no pass for ${connector}`);
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
}
