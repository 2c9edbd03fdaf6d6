import type { ReactNode } from "react";
import classes from "./client-card.module.css";

interface SectionProps {
  title: string;
  children: ReactNode;
  /** At the right of the title. */
  action?: ReactNode;
}

export const Section = ({ title, children, action }: SectionProps) => (
  <section className={classes.section}>
    <header className={classes.sectionHeader}>
      <h3 className={classes.sectionTitle}>{title}</h3>
      {action}
    </header>
    {children}
  </section>
);
