/** What a provider sent an admin back with (RFC 6749, 4.1.2); the state tells whose question it answers. */
export type AccessAnswer =
  | { state: string; code: string }
  /** In the provider's words. */
  | { state: string; problem: string };

const name = "channel-access";

// Taken before the router reads the address: a code that looks like a number, it would write as one.
const arrived = new URLSearchParams(window.location.search);

export function arrivedAnswer(): AccessAnswer | undefined {
  const state = arrived.get("state");
  const code = arrived.get("code");
  const problem = arrived.get("error_description") || arrived.get("error");
  if (!state) return undefined;
  if (code) return { state, code };
  return problem ? { state, problem } : undefined;
}

/** To every window of ours. A provider's page in between may have cut off the one that opened this. */
export function tellAnswer(answer: AccessAnswer): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(answer);
  channel.close();
}

/** The answer to this question; those to others are let pass. */
export function answerTo(state: string, signal: AbortSignal): Promise<AccessAnswer> {
  const channel = new BroadcastChannel(name);
  const answer = new Promise<AccessAnswer>((resolve, reject) => {
    channel.onmessage = ({ data }: MessageEvent<AccessAnswer>) => data.state === state && resolve(data);
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  return answer.finally(() => channel.close());
}
