import type { FileRules, WireFile } from "../../../connectors/webchat/wire.ts";
import { RequestError } from "../api.ts";
import type { Chat } from "../chat.ts";
import type { Texts } from "../text/index.ts";
import { h, icon } from "./dom.ts";
import { sizeOf } from "./message.ts";

/** Files chosen for the next message: uploaded at once, shown with how far they are. */
interface Attachments {
  element: HTMLElement;
  add(files: Iterable<File>): void;
  isBusy(): boolean;
  ready(): WireFile[];
  clear(): void;
}

interface Parts {
  rules: FileRules;
  texts: Texts;
  upload: Chat["upload"];
  onChange(): void;
  onTrouble(text: string): void;
}

const pictures = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];
export const acceptOf = ({ kinds }: FileRules): string | undefined =>
  kinds === "pictures" ? pictures.join(",") : undefined;

export function createAttachments({ rules, texts, upload, onChange, onTrouble }: Parts): Attachments {
  const chips = new Map<HTMLElement, { file?: WireFile; cancel: AbortController }>();
  const element = h("div", { class: "chips", hidden: true });

  function refuse({ name, size, type }: File): string | undefined {
    if (size > rules.maxSize) return texts("tooLarge", { name, size: sizeOf(rules.maxSize, texts.locale) });
    if (size === 0) return texts("emptyFile", { name });
    if (rules.kinds === "pictures" && !pictures.includes(type)) return texts("onlyPictures", { name });
    return chips.size >= rules.perMessage ? texts("tooMany", { count: rules.perMessage }) : undefined;
  }

  function add(file: File) {
    const trouble = refuse(file);
    if (trouble) return onTrouble(trouble);
    const cancel = new AbortController();
    const { name } = file;
    const bar = h("progress", { max: 1, value: 0, "aria-label": texts("uploading", { name, percent: 0 }) });
    const drop = () => remove(chip, cancel);
    const button = h(
      "button",
      { class: "plain", type: "button", "aria-label": texts("remove", { name }), onclick: drop },
      icon("close", 16),
    );
    const chip = h(
      "div",
      { class: "chip" },
      icon("file", 18),
      h("span", { class: "name", dir: "auto" }, name),
      button,
      bar,
    );
    const onProgress = (share: number) => {
      bar.value = share;
      bar.setAttribute("aria-label", texts("uploading", { name, percent: Math.round(share * 100) }));
    };
    chips.set(chip, { cancel });
    show();
    upload(file, onProgress, cancel.signal).then(
      (kept) => {
        bar.remove();
        if (chips.has(chip)) chips.set(chip, { file: kept, cancel });
        onChange();
      },
      (error: unknown) => {
        remove(chip, cancel);
        const said =
          error instanceof RequestError && error.status > 0 && error.status < 500 ? error.message : "";
        onTrouble(said || texts("uploadFailed", { name }));
      },
    );
  }

  function remove(chip: HTMLElement, cancel: AbortController) {
    cancel.abort();
    chips.delete(chip);
    show();
  }

  function show() {
    element.replaceChildren(...chips.keys());
    element.hidden = chips.size === 0;
    onChange();
  }

  return {
    element,
    add(files) {
      for (const file of files) add(file);
    },
    isBusy: () => [...chips.values()].some(({ file }) => !file),
    ready: () => [...chips.values()].flatMap(({ file }) => file ?? []),
    clear() {
      chips.clear();
      show();
    },
  };
}
