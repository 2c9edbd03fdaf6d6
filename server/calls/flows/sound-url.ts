import { timingSafeEqual } from "node:crypto";
import type { Deps } from "../../lib/deps.ts";

const hourMs = 3_600_000;
const hours = 12;

/** Where a sound of a call flow can be heard without signing in, for at least twelve hours. */
export function soundUrl(
  { sealer, clock, publicUrl }: Needs & Pick<Deps, "publicUrl">,
  fileId: string,
): string {
  // Whole hours, so that the address stays the same for a while and can be cached.
  const until = Math.floor(clock.now().getTime() / hourMs) + 1 + hours;
  const said = `${fileId}.${until}`;
  return `${publicUrl}/api/v1/sounds/${said}.${sealOf(sealer, said)}`;
}

/** The file that a token lets hear, unless it is forged or over. */
export function openSoundToken({ sealer, clock }: Needs, token: string): string | undefined {
  const [fileId = "", until = "", seal = ""] = token.split(".");
  const isOurs = isSame(seal, sealOf(sealer, `${fileId}.${until}`));
  return isOurs && clock.now().getTime() < Number(until) * hourMs ? fileId : undefined;
}

type Needs = Pick<Deps, "sealer" | "clock">;

const sealOf = (sealer: Deps["sealer"], said: string) => sealer.sign("sound", said);

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
