import type { Editor } from "@tiptap/react";
import { type LetterNode, plainLetter } from "../../lib/plain-letter.ts";
import type { Written } from "./rich-text.tsx";

export const writtenIn = (editor: Editor): Written =>
  editor.isEmpty
    ? { html: "", text: "" }
    : { html: editor.getHTML(), text: plainLetter(editor.getJSON() as LetterNode) };
