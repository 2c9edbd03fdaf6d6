import type { ReactNode } from "react";
import type { Meaning } from "../../../ui/status-word.tsx";

const marks: Record<Meaning, string> = { good: "✓", waiting: "–", late: "!", plain: "…" };

/** One thing that was looked at; plain while it still is. */
export const Fact = ({ meaning = "plain", children }: { meaning?: Meaning; children: ReactNode }) => (
  <li data-meaning={meaning}>
    <span aria-hidden>{marks[meaning]}</span>
    <span>{children}</span>
  </li>
);
