import { Button, Popover, TextInput } from "@mantine/core";
import { RichTextEditor } from "@mantine/tiptap";
import { IconLink } from "@tabler/icons-react";
import { type Editor, useEditorState } from "@tiptap/react";
import { type FormEvent, useState } from "react";
import { isAddress } from "../../lib/addresses.ts";
import { t } from "../../lib/i18n.ts";
import classes from "./rich-text.module.css";

/** Makes the words that are chosen a link, or changes the one that the caret is in; left empty, it is one no more. */
export function LinkControl({ editor }: { editor: Editor }) {
  const [typed, setTyped] = useState<string>();
  const isActive = useEditorState({ editor, selector: ({ editor }) => editor.isActive("link") });
  const close = () => {
    setTyped(undefined);
    editor.commands.focus();
  };
  const set = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const href = whole((typed ?? "").trim());
    const link = editor.chain().focus().extendMarkRange("link");
    if (href === "") link.unsetLink().run();
    else if (editor.state.selection.empty && !isActive)
      link.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    else link.setLink({ href }).run();
    setTyped(undefined);
  };
  return (
    <Popover opened={typed !== undefined} onChange={(isOpen) => !isOpen && close()} trapFocus position="top">
      <Popover.Target>
        <RichTextEditor.Control
          active={isActive}
          aria-label={t("letters.format.link")}
          title={t("letters.format.link")}
          onClick={() => setTyped(String(editor.getAttributes("link").href ?? ""))}
        >
          <IconLink size={16} stroke={1.6} />
        </RichTextEditor.Control>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes.linkForm} onSubmit={set}>
          <TextInput
            data-autofocus
            value={typed ?? ""}
            maxLength={2000}
            aria-label={t("letters.format.linkTo")}
            placeholder={t("letters.format.linkPlaceholder")}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" h={36}>
            {t("letters.format.setLink")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

/** `example.com` as a browser would take it; without a scheme it would lead nowhere from a letter. */
function whole(typed: string): string {
  if (typed === "" || /^(?:https?:\/\/|mailto:|tel:)/i.test(typed)) return typed;
  return isAddress(typed) ? `mailto:${typed}` : `https://${typed.replace(/^[a-z]+:\/*/i, "")}`;
}
