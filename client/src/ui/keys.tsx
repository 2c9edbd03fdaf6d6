import { t } from "../lib/i18n.ts";
import { isMac } from "../lib/platform.ts";

/** `g i`, `alt+a` or `mod+k` as keycaps. */
export function Keys({ keys }: { keys: string }) {
  const steps = keys.split(" ").map((step) => step.split("+").map(nameOf));
  return (
    <span style={{ whiteSpace: "nowrap" }}>
      {steps.map((step, index) => (
        <span key={step.join("+")}>
          {index > 0 && <span className="faint small"> {t("frame.keys.followedBy")} </span>}
          {step.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      ))}
    </span>
  );
}

function nameOf(key: string): string {
  if (key === "mod") return isMac ? "⌘" : "Ctrl";
  if (key === "alt") return isMac ? "⌥" : "Alt";
  if (key === "shift") return isMac ? "⇧" : "Shift";
  return key.length === 1 ? key.toUpperCase() : key;
}
