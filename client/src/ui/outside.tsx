import type { ReactNode } from "react";
import { t } from "../lib/i18n.ts";
import classes from "./outside.module.css";

interface OutsideProps {
  title: string;
  text?: string;
  children?: ReactNode;
}

/** A page for somebody who is not signed in: one card in the middle. */
export function Outside({ title, text, children }: OutsideProps) {
  return (
    <main className={classes.ground}>
      <div className={classes.card}>
        <p className={classes.brand}>
          <img src="/icon.svg" alt="" width={24} height={24} />
          {t("common.app")}
        </p>
        <h1 className={classes.title}>{title}</h1>
        {text && <p className={classes.text}>{text}</p>}
        {children}
      </div>
    </main>
  );
}
