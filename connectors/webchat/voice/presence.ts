import type { CallDoor } from "../../contract.ts";

export type Presence = ReturnType<typeof createPresence>;

/**
 * Over which pipe of this node each call goes on. Each pipe says so as it opens, so what is known here is of no use to
 * any other node, and nothing is lost with it but pipes.
 */
export function createPresence(calls: Pick<CallDoor, "tellReach">) {
  const pipes = new Map<string, string>();
  return {
    note: (call: string, pipe: string) => void pipes.set(call, pipe),
    /** Its page is left; false where the next page goes on with it over another pipe by now. */
    part(call: string, pipe: string): boolean {
      const isHere = (pipes.get(call) ?? pipe) === pipe;
      if (isHere) pipes.delete(call);
      return isHere;
    },
    forget: (call: string) => void pipes.delete(call),
    /** The caller's tab is gone where it has no other pipe by now; the visitor may have others. */
    async leave(pipe: string) {
      const left = [...pipes].flatMap(([call, at]) => (at === pipe ? [call] : []));
      for (const call of left) pipes.delete(call);
      await Promise.all(left.map((call) => calls.tellReach(call, false)));
    },
  };
}
