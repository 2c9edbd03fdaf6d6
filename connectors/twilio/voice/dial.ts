import type { Carrier } from "../carrier.ts";
import { ask } from "../rest-errors.ts";

export async function dial(
  { at, client, context }: Carrier,
  { number, callerId }: { number: string; callerId: string | null },
): Promise<{ externalId: string }> {
  const { sid } = await ask(
    client.calls.create({
      from: callerId ?? context.settings.number,
      to: number,
      url: at("/voice/picked-up"),
      fallbackUrl: at("/voice/next"),
      statusCallback: at("/status"),
      statusCallbackEvent: ["completed"],
    }),
  );
  return { externalId: sid };
}
