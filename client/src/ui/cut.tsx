import { Tooltip } from "@mantine/core";
import { type ReactNode, useState } from "react";

interface CutProps {
  children: string;
  /** What is shown in place of the plain text, such as marked words. */
  shown?: ReactNode;
  className?: string;
  component?: "span" | "h1" | "h2" | "div";
}

/** One line, cut where it does not fit, with the whole in a tooltip; right for every script. */
export function Cut({ children, shown, className, component: Component = "span" }: CutProps) {
  const [isCut, setIsCut] = useState(false);
  return (
    <Tooltip label={children} disabled={!isCut} multiline maw={420}>
      <Component
        dir="auto"
        className={`cut ${className ?? ""}`}
        onPointerEnter={(event) =>
          setIsCut(event.currentTarget.scrollWidth > event.currentTarget.clientWidth)
        }
      >
        {shown ?? children}
      </Component>
    </Tooltip>
  );
}
