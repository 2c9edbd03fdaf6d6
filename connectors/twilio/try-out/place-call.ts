import { ConnectorError, type PretendCall } from "../../contract.ts";
import type { RunningNumber } from "../running-number.ts";
import type { TwilioSandbox } from "../sandbox/index.ts";
import { parseScript, type Step } from "../sandbox/parties/script.ts";

/** Somebody calls the channel's number and follows the script. @throws ConnectorError */
export async function placeCall(
  { at, context }: RunningNumber,
  sandbox: TwilioSandbox,
  { from, script }: PretendCall,
): Promise<void> {
  const steps = read(script);
  try {
    await fetch(at("/voice"), { method: "HEAD", signal: AbortSignal.timeout(5_000) });
  } catch (cause) {
    const words = `The hub does not reach itself at ${context.publicUrl}, its public address, where calls come in.`;
    throw new ConnectorError("unavailable", words, { cause });
  }
  sandbox.placeCall({ from, to: context.settings.number, script: steps });
}

function read(script: string): Step[] {
  try {
    return parseScript(script);
  } catch (cause) {
    throw new ConnectorError("rejected", cause instanceof Error ? cause.message : "", { cause });
  }
}
