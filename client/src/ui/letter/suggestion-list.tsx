import type { Correspondent } from "../../../../server/contract/letters.ts";
import { t } from "../../lib/i18n.ts";
import { Avatar } from "../avatar.tsx";
import classes from "./address-field.module.css";

interface SuggestionListProps {
  id: string;
  found: Correspondent[];
  active: number;
  optionId(index: number): string;
  onPoint(index: number): void;
  onPick(one: Correspondent): void;
}

/** The focus stays in the field; the list is steered from there. */
export const SuggestionList = ({ id, found, active, optionId, onPoint, onPick }: SuggestionListProps) => (
  <div id={id} role="listbox" aria-label={t("letters.compose.suggestions")}>
    {found.map((one, index) => (
      <div
        key={one.address}
        id={optionId(index)}
        role="option"
        tabIndex={-1}
        aria-selected={index === active}
        className={classes.suggestion}
        onPointerMove={() => onPoint(index)}
        onMouseDown={(event) => {
          event.preventDefault();
          onPick(one);
        }}
      >
        <Avatar name={one.name ?? null} size={28} />
        <span className={classes.known}>
          {one.name && (
            <span className="cut" dir="auto">
              {one.name}
            </span>
          )}
          <span className={`cut ${one.name ? "faint small" : ""}`} dir="ltr">
            {one.address}
          </span>
        </span>
      </div>
    ))}
  </div>
);
