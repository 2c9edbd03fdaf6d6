import type { ReactNode } from "react";
import { Cut } from "./cut.tsx";
import classes from "./page.module.css";

interface PageHeaderProps {
  title: string;
  /** Before the title: the way back. */
  before?: ReactNode;
  /** Beside the title: a count, a filter. */
  children?: ReactNode;
  /** At the right. */
  actions?: ReactNode;
}

export function PageHeader({ title, before, children, actions }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      {before}
      <Cut component="h1" className={classes.title}>
        {title}
      </Cut>
      <div className={classes.beside}>{children}</div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}

/** A page below the bar: the header stays, the rest scrolls. */
export function Page({ header, children }: { header: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.page}>
      {header}
      <div className={classes.body}>{children}</div>
    </div>
  );
}
