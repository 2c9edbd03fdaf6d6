import { useEffect, useState } from "react";
import { browsers } from "../../../../../connectors/browsers.ts";
import type { NetworkCheck } from "../../../../../connectors/contract.ts";
import type { CheckPass } from "../../../../../server/contract/calls.ts";
import { call } from "../../../lib/api.ts";
import { useLive } from "../../../realtime/live-state.ts";

/** How calls can be carried from here, of each connector that can tell; undefined until that is known. */
export function useNetworks(): NetworkCheck[] | undefined {
  const isConnected = useLive() === "on";
  const [networks, setNetworks] = useState<NetworkCheck[]>();
  useEffect(() => {
    setNetworks(undefined);
    if (!isConnected) return;
    let isGone = false;
    void checkAll().then((found) => !isGone && setNetworks(found));
    return () => {
      isGone = true;
    };
  }, [isConnected]);
  return networks;
}

/** Asked anew each time: relays are asked for by what is in a pass, and that is over soon. */
async function checkAll(): Promise<NetworkCheck[]> {
  const { passes } = await call("GET /me/phone/check").catch(() => ({ passes: [] }));
  return (await Promise.all(passes.map(check))).flat();
}

/** What cannot be checked says nothing of the network. */
async function check({ connector, data }: CheckPass): Promise<NetworkCheck[]> {
  try {
    const part = await browsers[connector]?.();
    return part?.checkNetwork ? [await part.checkNetwork(data)] : [];
  } catch {
    return [];
  }
}
