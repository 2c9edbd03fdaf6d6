import { Button, Code } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import type { Channel } from "../../../../server/contract/channels.ts";
import { t } from "../../lib/i18n.ts";
import classes from "./channels.module.css";

/** What to put at the other side. */
export function Guide({ steps }: { steps: Channel["guide"] }) {
  return steps.map((step) => <Step {...step} key={step.title} />);
}

function Step({ title, code }: Channel["guide"][number]) {
  const clipboard = useClipboard();
  return (
    <section className={classes.part}>
      <div className={classes.guideTop}>
        <h2>{title}</h2>
        <Button variant="default" flex="none" onClick={() => clipboard.copy(code)}>
          {t(clipboard.copied ? "common.copied" : "common.copy")}
        </Button>
      </div>
      <Code block className={classes.code} tabIndex={0}>
        {code}
      </Code>
    </section>
  );
}
