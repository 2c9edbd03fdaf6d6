import type { BrowserContext, Page } from "playwright-core";
import type { Socket } from "socket.io-client";
import { build } from "vite";
import { expect } from "vitest";
import type { AgentToServer, ServerToAgent } from "../../server/contract/sockets.ts";
import { eventually } from "../eventually.ts";
import { fakeMicrophone } from "./visitor.ts";

/** A microphone that beeps, and connections that need no network. */
export const callArgs = [
  ...fakeMicrophone,
  "--autoplay-policy=no-user-gesture-required",
  "--allow-loopback-in-peer-connection",
  "--disable-features=WebRtcHideLocalIpsWithMdns",
];

/** Keeps the page's connections where `hears` finds them. */
export async function watchConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const all: RTCPeerConnection[] = [];
    Reflect.set(window, "connections", all);
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        all.push(this);
      }
    };
  });
}

export const connectionsOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const all = Reflect.get(window, "connections") as RTCPeerConnection[];
    return all.filter(({ connectionState }) => connectionState === "connected").length;
  });

interface Heard {
  /** Of all sound that came; of silence there is next to none. */
  energy: number;
  seconds: number;
}

/** What has come to a page over its connections. */
const heardOn = (page: Page): Promise<Heard> =>
  page.evaluate(async () => {
    const all = Reflect.get(window, "connections") as RTCPeerConnection[];
    const heard = { energy: 0, seconds: 0 };
    for (const connection of all.filter(({ connectionState }) => connectionState === "connected")) {
      for (const one of (await connection.getStats()).values()) {
        if (one.type !== "inbound-rtp") continue;
        heard.energy += one.totalAudioEnergy;
        heard.seconds = Math.max(heard.seconds, one.totalSamplesDuration);
      }
    }
    return heard;
  });

/** Waits until a page hears more than silence. */
export async function hears(page: Page): Promise<void> {
  const before = await heardOn(page);
  await eventually(async () => expect((await heardOn(page)).energy).toBeGreaterThan(before.energy + noise));
}

/** Waits until the stream that a leg gives has sound in it. */
export const carriesSound = ({ page }: LegPage): Promise<void> =>
  eventually(async () => {
    const peak = await page.evaluate(() => {
      const samples = new Float32Array(2048);
      Reflect.get(window, "analyser").getFloatTimeDomainData(samples);
      return Math.max(...samples);
    });
    expect(peak).toBeGreaterThan(0.01);
  });

/** Waits until a page has heard nothing for two seconds, in which the microphone beeps twice. */
export const hearsNothing = (page: Page): Promise<void> =>
  eventually(async () => {
    const before = await heardOn(page);
    const after = await eventually(async () => {
      const now = await heardOn(page);
      expect(now.seconds).toBeGreaterThan(before.seconds + 2);
      return now;
    });
    expect(after.energy).toBeLessThan(before.energy + noise);
  });

/** What codecs put in the place of silence. */
const noise = 1e-6;

export interface LegPage {
  page: Page;
  states(): Promise<string[]>;
  hold(isHeld: boolean): Promise<void>;
  mute(isMuted: boolean): Promise<void>;
}

/** A bare page that carries a leg by the connector's browser part, over a person's socket. */
export async function openLegPage(
  context: BrowserContext,
  { url, legId, socket }: { url: string; legId: string; socket: Socket<ServerToAgent, AgentToServer> },
): Promise<LegPage> {
  const page = await context.newPage();
  await watchConnections(page);
  await page.goto(`${url}/demo`);
  await page.exposeFunction("sendToHub", (message: { type: string }) =>
    socket.emit("voice", { legId, message }),
  );
  await page.addScriptTag({
    type: "module",
    content: `${await browserPart()}\nwindow.openVoice = openVoice;`,
  });
  await page.evaluate(async (id) => {
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    const { openVoice, sendToHub } = window as unknown as {
      openVoice: typeof import("../../connectors/webchat/browser.ts").openVoice;
      sendToHub(message: object): void;
    };
    const voice = await openVoice({ pass: {}, microphone, send: (_, message) => sendToHub(message) });
    const leg = voice.begin({ legId: id, callId: "", role: "talk" });
    const states: string[] = [];
    leg.onState((state) => states.push(state));
    const context = new AudioContext();
    leg.onRemote((stream) => {
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(stream).connect(analyser);
      Object.assign(window, { analyser });
      const audio = new Audio();
      audio.srcObject = stream;
      void audio.play();
    });
    Object.assign(window, { voice, leg, states });
  }, legId);
  socket.on("voice", (said) => {
    if (said.legId !== legId || page.isClosed()) return;
    page
      .evaluate(([id, message]) => Reflect.get(window, "voice").receive(id, message), [
        legId,
        said.message,
      ] as const)
      // The page may be closed in this very moment.
      .catch(() => {});
  });
  return {
    page,
    states: () => page.evaluate(() => Reflect.get(window, "states")),
    hold: (is) => page.evaluate((value) => Reflect.get(window, "leg").hold(value), is),
    mute: (is) => page.evaluate((value) => Reflect.get(window, "leg").mute(value), is),
  };
}

async function browserPart(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      target: "es2022",
      lib: { entry: "connectors/webchat/browser.ts", formats: ["es"] },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  const [chunk] = bundle && "output" in bundle ? bundle.output : [];
  return chunk?.type === "chunk"
    ? chunk.code.replace(/export \{.*?(\w+) as openVoice.*?\};/s, "const openVoice = $1;")
    : "";
}
