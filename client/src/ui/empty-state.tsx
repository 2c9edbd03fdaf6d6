import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./states.module.css";

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** What this is for. */
  text?: string;
  /** The one thing to do here. */
  action?: { label: string; onClick(): void };
}

export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      {icon && (
        <span className={classes.icon} aria-hidden>
          {icon}
        </span>
      )}
      <p className={classes.title}>{title}</p>
      {text && <p className={classes.text}>{text}</p>}
      {action && (
        <Button onClick={action.onClick} mt={12}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
