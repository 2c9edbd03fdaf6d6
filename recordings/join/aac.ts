/** Samples of an AAC-LC packet. */
export const aacSamples = 1024;

/** A packet of AAC-LC that is silent, by number of channels: its spectra are empty, at any sampling rate. */
const silent: Record<number, number[]> = {
  1: [0x00, 0xc8, 0x00, 0x80, 0x23, 0x80],
  2: [0x21, 0x00, 0x49, 0x90, 0x02, 0x19, 0x00, 0x23, 0x80],
};

/** Low complexity is what browsers record; of other kinds the length and silence of a packet are not known here. */
export const isKnownAac = (codecString: string | undefined, channels: number) =>
  codecString === "mp4a.40.2" && channels in silent;

export function* silentAac(
  samples: number,
  channels: number,
): Generator<{ data: Uint8Array; samples: number }> {
  const data = Uint8Array.from(silent[channels] ?? []);
  for (let left = samples; left >= aacSamples; left -= aacSamples) yield { data, samples: aacSamples };
}
