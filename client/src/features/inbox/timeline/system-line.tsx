import type { Interaction } from "../../../../../server/contract/conversations.ts";
import { useChannels, usePeople } from "../../../lib/directory.ts";
import { useMe } from "../../../lib/session.ts";
import { Time } from "../../../ui/time.tsx";
import { systemWords } from "./system-words.ts";
import classes from "./timeline.module.css";

/** What was done with the conversation, in one small line. */
export function SystemLine({ interaction }: { interaction: Interaction }) {
  const me = useMe();
  const people = usePeople();
  const channels = useChannels();
  return (
    <div className={classes.system}>
      <span dir="auto">{systemWords(interaction, { me, people, channels })}</span>
      <Time at={interaction.createdAt} as="row" />
    </div>
  );
}
