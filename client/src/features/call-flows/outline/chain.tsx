import type { Way } from "../draft/change-flow.ts";
import type { Outline } from "../draft/outline-of.ts";
import { useFlow, useStepErrors } from "../flow-context.ts";
import { AddStep } from "./add-step.tsx";
import { FillGap } from "./fill-gap.tsx";
import { LinkCard } from "./link-card.tsx";
import classes from "./outline.module.css";
import { StepCard } from "./step-card.tsx";
import { wayLabel } from "./step-words.ts";

interface ChainProps {
  outline: Outline;
  /** What leads to it; absent where nothing does. */
  way?: Way;
}

/** A step and what follows it; below a step with several ways each has a branch of its own. */
export function Chain({ outline, way }: ChainProps) {
  const { isReadOnly } = useFlow();
  if (outline.kind === "gap") return way ? <FillGap way={way} /> : null;
  return (
    <>
      {way && !isReadOnly && <AddStep way={way} />}
      {outline.kind === "link" ? <LinkCard id={outline.id} way={way} /> : <Step {...outline} />}
    </>
  );
}

function Step({ id, ways }: Extract<Outline, { kind: "step" }>) {
  const { draft } = useFlow();
  const errors = useStepErrors(id);
  const node = draft.values.nodes[id];
  if (!node) return null;
  const labelled = ways.map(({ slot, outline }) => ({
    field: slot.field,
    outline,
    label: wayLabel(node, slot.field),
    error: outline.kind === "gap" ? undefined : errors[slot.field],
  }));
  const [only] = labelled;
  return (
    <>
      <StepCard id={id} node={node} />
      {only && !only.label && <Chain outline={only.outline} way={{ nodeId: id, field: only.field }} />}
      {only?.label && (
        <ul className={classes.branches}>
          {labelled.map(({ field, outline, label, error }) => (
            <li key={field} className={classes.branch}>
              <p className={classes.label}>
                {label?.key && <kbd>{label.key}</kbd>}
                <span dir="auto">{label?.label}</span>
                {error && <span className={classes.problem}>{error}</span>}
              </p>
              <Chain outline={outline} way={{ nodeId: id, field }} />
            </li>
          ))}
        </ul>
      )}
      {only && !only.label && only.error && <p className={classes.problem}>{only.error}</p>}
    </>
  );
}
