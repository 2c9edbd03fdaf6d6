import { type ReactNode, useRef } from "react";
import { t } from "../../../lib/i18n.ts";
import { RichText } from "../../../ui/letter/rich-text.tsx";
import type { Uploads } from "../../../ui/uploads/use-uploads.ts";
import { LetterBelow } from "./letter-below.tsx";
import { LetterHead } from "./letter-head.tsx";
import { type LetterWriting, letterFieldId } from "./use-letter.ts";

interface LetterInputProps {
  letter: LetterWriting;
  uploads: Uploads;
  onChange(written: { html: string; text: string }): void;
  onSubmit(): void;
  onBlur(): void;
  foot(toolbar: ReactNode): ReactNode;
}

/** For an answer that is a letter. */
export function LetterInput({ letter, uploads, ...rest }: LetterInputProps) {
  const submit = useRef(rest.onSubmit);
  submit.current = rest.onSubmit;
  const isPassedOn = letter.fields.mode === "forward";
  return (
    <>
      <LetterHead letter={letter} onSubmit={() => submit.current()} />
      <div onPaste={uploads.onPaste}>
        <RichText
          id={letterFieldId}
          html={letter.fields.html}
          label={t("inbox.composer.answer")}
          placeholder={t(
            isPassedOn ? "letters.compose.forwardPlaceholder" : "letters.compose.textPlaceholder",
          )}
          keys="r"
          onPictures={uploads.addPictures}
          below={<LetterBelow letter={letter} />}
          {...rest}
        />
      </div>
    </>
  );
}
