import "@mantine/tiptap/styles.css";
import { RichTextEditor, type RichTextEditorProps } from "@mantine/tiptap";
import Placeholder from "@tiptap/extension-placeholder";
import { type Editor, useEditor } from "@tiptap/react";
import { useEffect, useRef, useState } from "react";
import { styleNonce } from "../../lib/style-nonce.ts";
import { editorProps } from "./editor-props.ts";
import { extensions } from "./extensions.ts";
import { FormatBar, formatLabels } from "./format-bar.tsx";
import classes from "./rich-text.module.css";
import type { RichTextProps } from "./rich-text.tsx";
import { writtenIn } from "./written-in.ts";

export default function RichTextEditing(props: RichTextProps) {
  const { html, placeholder, below, foot, onChange, onBlur } = props;
  const latest = useRef(props);
  latest.current = props;
  const shown = useRef(html);
  // What the editor is given must stay the same thing, or it is set up anew with every letter that is typed.
  const [options] = useState(() => ({
    extensions: [...extensions, Placeholder.configure({ placeholder: () => latest.current.placeholder })],
    content: html,
    editorProps: editorProps(() => latest.current),
    textDirection: "auto" as const,
    injectNonce: styleNonce(),
  }));
  const editor = useEditor({
    ...options,
    onUpdate({ editor }) {
      const written = writtenIn(editor);
      shown.current = written.html;
      onChange(written);
    },
    onBlur: () => onBlur?.(),
  });
  useEffect(() => {
    if (html === shown.current) return;
    shown.current = html;
    replace(editor, html);
  }, [editor, html]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is drawn with the document's next state
  useEffect(() => editor.view.dispatch(editor.state.tr), [editor, placeholder]);
  return (
    <RichTextEditor
      editor={asTheirs(editor)}
      variant="subtle"
      labels={formatLabels()}
      withTypographyStyles={false}
      withCodeHighlightStyles={false}
      className={classes.editor}
    >
      <div className={classes.sheet}>
        <RichTextEditor.Content className={classes.content} />
        {below}
      </div>
      {foot(<FormatBar editor={editor} />)}
    </RichTextEditor>
  );
}

/** What was sent or taken back is not what undoing brings back. */
function replace(editor: Editor, html: string) {
  editor.chain().setMeta("addToHistory", false).setContent(html, { emitUpdate: false }).run();
}

/** The one editor there is: the library's types name it by the declarations of its CommonJS half. */
const asTheirs = (editor: Editor) => editor as unknown as RichTextEditorProps["editor"];
