import type { EditorOptions } from "@tiptap/react";
import type { RichTextProps } from "./rich-text.tsx";

type EditorView = Parameters<NonNullable<EditorOptions["editorProps"]["handlePaste"]>>[0];

/** How the text answers keys, and takes pictures by paste and by drop. */
export function editorProps(find: () => RichTextProps): EditorOptions["editorProps"] {
  const take = (view: EditorView, files: File[]) =>
    find().onPictures(files, (file) => {
      if (view.isDestroyed) return false;
      const picture = view.state.schema.nodes.image?.create({ src: file.url, alt: file.name });
      if (picture) view.dispatch(view.state.tr.replaceSelectionWith(picture).scrollIntoView());
      return picture !== undefined;
    });
  return {
    attributes: () => attributesOf(find()),
    handleKeyDown(view, event) {
      if (event.isComposing) return false;
      if (event.key === "Escape") view.dom.blur();
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
      event.preventDefault();
      find().onSubmit();
      return true;
    },
    handlePaste(view, { clipboardData }) {
      // Offices put a picture of the text beside the text.
      if (!clipboardData || saysSomething(clipboardData)) return false;
      const pictures = picturesOf(clipboardData);
      if (pictures.length === 0) return false;
      take(view, pictures);
      return true;
    },
    handleDrop(view, event, _slice, isMoved) {
      const pictures = event.dataTransfer && !isMoved ? picturesOf(event.dataTransfer) : [];
      if (pictures.length === 0) return false;
      // What is no picture goes as a file, together with those that are.
      if (pictures.length < (event.dataTransfer?.files.length ?? 0)) return false;
      event.preventDefault();
      take(view, pictures);
      return true;
    },
  };
}

const attributesOf = ({ id, label, keys, placeholder }: RichTextProps): Record<string, string> => ({
  id,
  role: "textbox",
  "aria-multiline": "true",
  "aria-label": label,
  "aria-placeholder": placeholder,
  ...(keys && { "aria-keyshortcuts": keys }),
});

/** As the hub shows them in place; of others nobody knows what they do. */
const isPicture = ({ type }: File) => /^image\/(?:png|jpeg|gif|webp)$/.test(type);
const picturesOf = ({ files }: DataTransfer) => [...files].filter(isPicture);

function saysSomething(data: DataTransfer): boolean {
  const page = new DOMParser().parseFromString(data.getData("text/html"), "text/html");
  return data.getData("text/plain").trim() !== "" || page.body.innerText.trim() !== "";
}
