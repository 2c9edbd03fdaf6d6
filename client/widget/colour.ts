/** WCAG 2: what can be read on what. */
type Rgb = [number, number, number];

export interface Accent {
  accent: string;
  /** Text on the accent. */
  onAccent: string;
  /** The accent as text on the light and on the dark surface. */
  inkOnLight: string;
  inkOnDark: string;
}

const light: Rgb = [255, 255, 255];
const dark: Rgb = [22, 24, 29];
const enough = 4.5;

export function accentOf(hex: string): Accent {
  const accent = parse(hex);
  return {
    accent: show(accent),
    // One of the two always can be read.
    onAccent: contrast(accent, light) >= enough ? "#ffffff" : "#000000",
    inkOnLight: show(until(accent, light, dark)),
    inkOnDark: show(until(accent, dark, light)),
  };
}

/** Mixes a colour towards another until it can be read on the ground. */
function until(colour: Rgb, ground: Rgb, towards: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, towards, share);
    if (contrast(mixed, ground) >= enough) return mixed;
  }
  return towards;
}

const mix = (a: Rgb, b: Rgb, share: number): Rgb =>
  [0, 1, 2].map((i) => (a[i] ?? 0) * (1 - share) + (b[i] ?? 0) * share) as Rgb;

export function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: Rgb): number {
  const [r = 0, g = 0, b = 0] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export const parse = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;

const show = (colour: Rgb) =>
  `#${colour.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
