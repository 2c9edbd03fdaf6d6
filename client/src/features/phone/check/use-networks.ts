import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { browsers } from "../../../../../connectors/browsers.ts";
import type { NetworkCheck } from "../../../../../connectors/contract.ts";
import type { PhonePass } from "../../../../../server/contract/calls.ts";
import { request } from "../../../lib/api.ts";
import { useLive } from "../../../realtime/live-state.ts";

/** How calls can be carried from here, of each connector that can tell; undefined until that is known. */
export function useNetworks(): NetworkCheck[] | undefined {
  const isConnected = useLive() === "on";
  // Relays are asked for by what is in a pass, and that is over after a while.
  const { data } = useQuery({ ...request("GET /me/phone"), staleTime: 0 });
  const [networks, setNetworks] = useState<NetworkCheck[]>();
  const passes = data?.passes;
  useEffect(() => {
    if (!passes || !isConnected) return setNetworks(undefined);
    let isGone = false;
    void Promise.all(passes.map(check)).then((found) => !isGone && setNetworks(found.flat()));
    return () => {
      isGone = true;
    };
  }, [passes, isConnected]);
  return networks;
}

/** What cannot be checked says nothing of the network. */
async function check({ connector, data }: PhonePass): Promise<NetworkCheck[]> {
  try {
    const part = await browsers[connector]?.();
    return part?.checkNetwork ? [await part.checkNetwork(data)] : [];
  } catch {
    return [];
  }
}
