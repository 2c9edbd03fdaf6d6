import { createRequire } from "node:module";
import type tinyld from "tinyld/light";

const require = createRequire(import.meta.url);

/** More of a text tells nothing more. */
const longest = 1_000;

/** Two letters (ISO 639-1), where it can be told. What it takes, some 30 MB, is loaded when it is first asked. */
export function detectLanguage(text: string): string | null {
  const { detect } = require("tinyld/light") as typeof tinyld;
  return detect(text.slice(0, longest)) || null;
}
