import type { Channel } from "../../../../server/contract/channels.ts";
import { t } from "../../lib/i18n.ts";
import { type Meaning, Word } from "../../ui/status-word.tsx";

const meanings: Record<Channel["health"], Meaning> = {
  up: "good",
  starting: "waiting",
  down: "late",
  off: "plain",
};

export const HealthWord = ({ health }: { health: Channel["health"] }) => (
  <Word meaning={meanings[health]}>{t(`channels.health.${health}`)}</Word>
);
