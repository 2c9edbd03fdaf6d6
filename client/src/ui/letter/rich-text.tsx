import { lazy, type ReactNode, Suspense } from "react";
import type { FileInfo } from "../../../../server/contract/conversations.ts";
import classes from "./rich-text.module.css";

const Editor = lazy(() => import("./rich-text-editor.tsx"));

export interface Written {
  html: string;
  /** The same for those who read no formats. */
  text: string;
}

export interface RichTextProps {
  html: string;
  /** Of the field, to put the focus there from elsewhere. */
  id: string;
  label: string;
  placeholder: string;
  keys?: string;
  onChange(written: Written): void;
  onSubmit(): void;
  onBlur?(): void;
  /** Pictures that were put into the text; `place` sets one there, and tells whether it could. */
  onPictures(files: File[], place: (file: FileInfo) => boolean): void;
  /** Under the text, scrolling with it. */
  below?: ReactNode;
  foot(toolbar: ReactNode): ReactNode;
}

/** A text with formats. What it takes to edit one is loaded only here, into a place of the same size. */
export const RichText = (props: RichTextProps) => (
  <Suspense
    fallback={
      <div className={classes.editor} aria-busy>
        <div className={classes.sheet}>
          <div className={classes.waiting} />
          {props.below}
        </div>
        {props.foot(null)}
      </div>
    }
  >
    <Editor {...props} />
  </Suspense>
);
