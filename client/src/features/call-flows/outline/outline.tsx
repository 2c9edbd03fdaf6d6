import { useQueues } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { entryWay } from "../draft/change-flow.ts";
import { outlineOf } from "../draft/outline-of.ts";
import { useFlow } from "../flow-context.ts";
import { Chain } from "./chain.tsx";
import classes from "./outline.module.css";

/** The whole flow from its beginning, and beside it what no way leads to. */
export function FlowOutline() {
  const { draft } = useFlow();
  // Names of queues stand in many of the cards.
  useQueues();
  const { entry, unreached } = outlineOf(draft.values);
  return (
    <div className={classes.outline}>
      <section aria-label={t("callFlows.outline")}>
        <p className={classes.begin}>{t("callFlows.begin")}</p>
        <Chain outline={entry} way={entryWay} />
      </section>
      {unreached.length > 0 && (
        <section className={classes.unreached} aria-labelledby="unreached">
          <h2 id="unreached">{t("callFlows.unreached.title")}</h2>
          <p className="faint">{t("callFlows.unreached.text")}</p>
          {unreached.map((outline) => (
            <Chain key={outline.kind === "step" ? outline.id : ""} outline={outline} />
          ))}
        </section>
      )}
    </div>
  );
}
