import type { NetworkCheck } from "../../../../../connectors/contract.ts";
import { t } from "../../../lib/i18n.ts";
import type { Meaning } from "../../../ui/status-word.tsx";
import { Fact } from "./fact.tsx";
import { useNetworks } from "./use-networks.ts";

const direct: Record<NetworkCheck["direct"], Meaning> = {
  works: "good",
  local: "late",
  unseen: "waiting",
  none: "late",
};
const relay: Record<NetworkCheck["relay"], Meaning> = { works: "good", absent: "waiting", fails: "late" };

/** Straight to callers, and over the relay: what each means for who can reach this person. */
export function Networks() {
  const networks = useNetworks();
  if (!networks) return <Fact>{t("phone.checking.wait")}</Fact>;
  return networks.map((network, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they never change their places
    <Network key={index} network={network} />
  ));
}

function Network({ network }: { network: NetworkCheck }) {
  const { relayMs } = network;
  return (
    <>
      <Fact meaning={direct[network.direct]}>{t(`phone.checking.way.${network.direct}`)}</Fact>
      <Fact meaning={relay[network.relay]}>
        {t(`phone.checking.relay.${network.relay}`)}
        {relayMs !== null && ` ${t("phone.checking.relayMs", { ms: relayMs })}`}
      </Fact>
    </>
  );
}
