import { Keys } from "../../ui/keys.tsx";
import classes from "./palette.module.css";
import type { Choice } from "./use-choices.tsx";

interface PaletteItemProps {
  choice: Choice;
  isChosen: boolean;
  choose(): void;
  run(): void;
}

/** The focus stays in the field; the list is steered from there. */
export const PaletteItem = ({ choice, isChosen, choose, run }: PaletteItemProps) => (
  <div
    id={choice.id}
    role="option"
    tabIndex={-1}
    aria-selected={isChosen}
    className={classes.item}
    onPointerMove={choose}
    onMouseDown={(event) => event.preventDefault()}
    onClick={run}
    onKeyDown={undefined}
  >
    <span className={classes.icon} aria-hidden>
      {choice.icon}
    </span>
    <span className={classes.words}>
      <span className="cut" dir="auto">
        {choice.title}
      </span>
      {choice.under && (
        <span className={`cut ${classes.under}`} dir="auto">
          {choice.under}
        </span>
      )}
    </span>
    {choice.keys && <Keys keys={choice.keys} />}
    {choice.aside}
  </div>
);
