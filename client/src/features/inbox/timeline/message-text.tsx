import { Button } from "@mantine/core";
import { useState } from "react";
import { t } from "../../../lib/i18n.ts";
import { TextNumbers } from "../../../ui/text-numbers.tsx";
import classes from "./message.module.css";

/** More than this is shown when it is asked for. */
const most = 3000;
const link = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g;

/** The text as it was written, with its addresses to follow and its numbers to call. */
export function MessageText({ text }: { text: string }) {
  const [isWhole, setIsWhole] = useState(text.length <= most);
  const shown = isWhole ? text : `${text.slice(0, most)}…`;
  return (
    <>
      <p className={classes.text} dir="auto">
        {withLinks(shown)}
      </p>
      {!isWhole && (
        <Button variant="subtle" size="compact-sm" onClick={() => setIsWhole(true)}>
          {t("inbox.message.showAll")}
        </Button>
      )}
    </>
  );
}

function withLinks(text: string) {
  const parts = [];
  let from = 0;
  for (const { 0: url, index } of text.matchAll(link)) {
    parts.push(
      <TextNumbers key={from} text={text.slice(from, index)} />,
      <a key={index} href={url} target="_blank" rel="noopener noreferrer nofollow">
        {url}
      </a>,
    );
    from = index + url.length;
  }
  parts.push(<TextNumbers key={from} text={text.slice(from)} />);
  return parts;
}
