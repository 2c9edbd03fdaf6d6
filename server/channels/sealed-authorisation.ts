import { z } from "zod";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";

const lifeMs = 10 * 60_000;

/** What is handed out while access is being allowed: the hub itself keeps nothing of it. */
const shapes = {
  /** Goes to the provider and comes back. */
  request: z.object({ verifier: z.string() }),
  /** What the settings gain. */
  result: z.object({ values: z.record(z.string(), z.unknown()) }),
};
type Shapes = { [Use in keyof typeof shapes]: z.output<(typeof shapes)[Use]> };

const Sealed = z.object({
  use: z.string(),
  personId: z.string(),
  connector: z.string(),
  until: z.number(),
  content: z.unknown(),
});

type SealDeps = Pick<Deps, "sealer" | "clock">;

/** For this person and connector alone, and for ten minutes. */
export function sealAuthorisation<Use extends keyof Shapes>(
  { sealer, clock }: SealDeps,
  use: Use,
  { access, connector, content }: { access: Access; connector: string; content: Shapes[Use] },
): string {
  const until = clock.now().getTime() + lifeMs;
  const sealed = sealer.seal(JSON.stringify({ use, personId: access.personId, connector, until, content }));
  return Buffer.from(sealed, "base64").toString("base64url");
}

/** @throws AppError where it is not this person's, not for this, or too old */
export function openAuthorisation<Use extends keyof Shapes>(
  { sealer, clock }: SealDeps,
  use: Use,
  { access, connector, sealed }: { access: Access; connector: string; sealed: string },
): Shapes[Use] {
  const opened = unseal(sealer, sealed);
  const isFitting =
    opened?.use === use && opened.personId === access.personId && opened.connector === connector;
  if (!isFitting || clock.now().getTime() >= opened.until)
    throw new AppError(
      "invalid",
      "This access was allowed too long ago, or by somebody else. Allow it again.",
    );
  return shapes[use].parse(opened.content) as Shapes[Use];
}

function unseal(sealer: Deps["sealer"], sealed: string): z.output<typeof Sealed> | undefined {
  try {
    return Sealed.parse(JSON.parse(sealer.open(sealed)));
  } catch {
    return undefined;
  }
}
