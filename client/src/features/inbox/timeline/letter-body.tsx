import type { Interaction } from "../../../../../server/contract/conversations.ts";
import type { Letter } from "../../../../../server/contract/letters.ts";
import { t } from "../../../lib/i18n.ts";
import classes from "./letter.module.css";
import { LetterFrame } from "./letter-frame.tsx";
import { LetterNumbers } from "./letter-numbers.tsx";
import { MessageText } from "./message-text.tsx";
import { PicturesBar } from "./pictures-bar.tsx";
import type { Form } from "./use-form.ts";

interface LetterBodyProps {
  interaction: Interaction;
  letter: Letter;
  name: string;
  form: Form;
}

/** As it was formatted, or as text. Until the formatted one is there the text stands in its place, and stays if it never comes. */
export function LetterBody({ interaction, letter, name, form }: LetterBodyProps) {
  const { id, text } = interaction;
  const { pictures } = form;
  const plain = text !== "" && <MessageText text={text} />;
  if (!form.isFormatted) return <div className={classes.body}>{plain}</div>;
  return (
    <div className={classes.body}>
      <LetterFrame
        interactionId={id}
        title={t("letters.frame", { name, subject: letter.subject || t("letters.noSubject") })}
        pictures={pictures.isShown}
        meanwhile={plain}
        onPictures={pictures.saw}
        onFail={form.fail}
      />
      <LetterNumbers text={text} />
      <PicturesBar pictures={pictures} />
    </div>
  );
}
