import type { Source } from "../../../../server/contract/sources.ts";
import { t } from "../../lib/i18n.ts";
import { Cut } from "../../ui/cut.tsx";
import classes from "./client-card.module.css";
import { Section } from "./section.tsx";

const parts = ["name", "campaign", "keyword", "content", "medium", "page", "referrer"] as const;

/** Where this contact came from, with as much as is known. */
export function SourceLines({ source }: { source: Source }) {
  return (
    <Section title={t("card.source.title")}>
      <dl className={classes.facts}>
        <dt>{t("card.source.kind")}</dt>
        <dd>{t(`common.source.${source.kind}`)}</dd>
        {parts.map(
          (part) =>
            source[part] && (
              <Fact
                key={part}
                name={t(`card.source.${part}`)}
                value={source[part]}
                isLink={part === "page" || part === "referrer"}
              />
            ),
        )}
        {source.clickId && <Fact name={source.clickId.kind} value={source.clickId.value} />}
      </dl>
    </Section>
  );
}

function Fact({ name, value, isLink }: { name: string; value: string; isLink?: boolean }) {
  const canFollow = isLink && /^https?:\/\//.test(value);
  return (
    <>
      <dt>{name}</dt>
      <dd dir="auto">
        {canFollow ? (
          <a href={value} target="_blank" rel="noopener noreferrer nofollow" className={classes.link}>
            <Cut>{value}</Cut>
          </a>
        ) : (
          value
        )}
      </dd>
    </>
  );
}
