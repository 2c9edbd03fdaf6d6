import { expect } from "vitest";
import { bytesInMemory, loudness, samplesOf } from "../../recordings/test-sound.ts";
import type { Call } from "../../server/contract/calls.ts";
import { eventually } from "../eventually.ts";
import type { Browser as Client } from "../http/browser.ts";
import type { Earful } from "./ear.ts";
import type { Party } from "./parties.ts";

/** What each party's microphone gives, in hertz; none is a multiple of another. */
export const tones = { ann: 440, ben: 620, cy: 1_000, di: 1_500 } as const;
export type Name = keyof typeof tones;

/** From when to when, in milliseconds of the machine's clock. */
export interface Span {
  from: number;
  to: number;
}

/** Of the 0.5 in which each tone is played. */
const audible = 0.03;
/** What was on its way when a span began may still be heard. */
const settleMs = 500;

/** What a recorder has not sent yet when all is gone: a piece, and what it takes to be sent. */
export const mostLostMs = 3_500;

const namesIn = (levels: number[]): Name[] =>
  (Object.keys(tones) as Name[]).filter((_, nth) => (levels[nth] ?? 0) > audible);

const earOf = ({ page }: Party): Promise<Earful[]> => page.evaluate(() => Reflect.get(window, "ear"));

/** Waits until these and nobody else are heard there. */
export const hears = (party: Party, ...names: Name[]): Promise<void> =>
  eventually(async () => {
    const last = (await earOf(party)).at(-1);
    expect([party.name, last && namesIn(last.levels)]).toEqual([party.name, names]);
  });

/** Lets this much time go by for somebody who listens. */
export function spend(seconds: number, party: Party): Promise<Span> {
  const from = Date.now();
  return eventually(async () => {
    const to = (await earOf(party)).at(-1)?.at ?? 0;
    expect(to).toBeGreaterThan(from + seconds * 1_000);
    return { from, to };
  });
}

/** Who was heard there for most of a span, and who at any moment of it. */
export async function heardIn(party: Party, { from, to }: Span): Promise<{ mostly: Name[]; ever: Name[] }> {
  const inside = (await earOf(party)).filter(({ at }) => at > from + settleMs && at <= to);
  expect(inside.length).toBeGreaterThan(3);
  const moments = inside.map(({ levels }) => namesIn(levels));
  const share = (name: Name) => moments.filter((names) => names.includes(name)).length / moments.length;
  const names = Object.keys(tones) as Name[];
  return {
    mostly: names.filter((name) => share(name) > 0.5),
    ever: names.filter((name) => share(name) > 0),
  };
}

export interface HeardRecording {
  call: Call;
  seconds: number;
  /** Who is in each channel, from the left, in a span. */
  heardIn(span: Span): Name[][];
}

/** Fetches and decodes what was kept of a call that has ended. */
export async function hearRecording(client: Client, url: string, callId: string): Promise<HeardRecording> {
  const call: Call = await eventually(async () => {
    const { body } = await client.get(`/api/v1/calls/${callId}`);
    expect(body.recordings).toHaveLength(1);
    return body;
  });
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await fetch(url + call.recordings[0]?.url, { headers: { cookie } });
  const { rate, channels } = await samplesOf(bytesInMemory(Buffer.from(await answer.arrayBuffer())));
  const secondOf = (at: number) => (at - Date.parse(call.answeredAt ?? "")) / 1_000;
  return {
    call,
    seconds: (channels[0]?.length ?? 0) / rate,
    heardIn: ({ from, to }) =>
      channels.map((samples) => {
        const at = [secondOf(from + settleMs), secondOf(to - settleMs)] as const;
        return namesIn(Object.values(tones).map((hz) => loudness(samples, rate, hz, ...at)));
      }),
  };
}
