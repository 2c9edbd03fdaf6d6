import { h } from "./dom.ts";

/** Files dragged onto the panel. */
export function createDrop(panel: HTMLElement, hint: string, onFiles: (files: File[]) => void) {
  const cover = h("div", { class: "drop", hidden: true }, hint);
  panel.append(cover);
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  panel.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    cover.hidden = false;
  });
  panel.addEventListener("dragleave", (event) => {
    if (!panel.contains(event.relatedTarget as Node | null)) cover.hidden = true;
  });
  panel.addEventListener("drop", (event) => {
    cover.hidden = true;
    if (!hasFiles(event)) return;
    event.preventDefault();
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });
}
