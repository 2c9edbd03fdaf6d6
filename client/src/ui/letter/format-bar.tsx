import { RichTextEditor, type RichTextEditorLabels } from "@mantine/tiptap";
import type { Editor } from "@tiptap/react";
import { t } from "../../lib/i18n.ts";
import { LinkControl } from "./link-control.tsx";
import classes from "./rich-text.module.css";

export const FormatBar = ({ editor }: { editor: Editor }) => (
  <div className={classes.bar} role="toolbar" aria-label={t("letters.format.label")}>
    <RichTextEditor.Bold />
    <RichTextEditor.Italic />
    <RichTextEditor.Underline />
    <RichTextEditor.BulletList />
    <RichTextEditor.OrderedList />
    <RichTextEditor.Blockquote />
    <LinkControl editor={editor} />
    <RichTextEditor.ClearFormatting />
  </div>
);

export const formatLabels = (): Partial<RichTextEditorLabels> => ({
  boldControlLabel: t("letters.format.bold"),
  italicControlLabel: t("letters.format.italic"),
  underlineControlLabel: t("letters.format.underline"),
  bulletListControlLabel: t("letters.format.bullets"),
  orderedListControlLabel: t("letters.format.numbers"),
  blockquoteControlLabel: t("letters.format.quote"),
  clearFormattingControlLabel: t("letters.format.clear"),
});
