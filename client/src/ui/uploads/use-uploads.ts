import { type ClipboardEvent, type DragEvent, useRef, useState } from "react";
import type { FileInfo } from "../../../../server/contract/conversations.ts";
import { errorWords } from "../../lib/error-words.ts";
import { formatBytes } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { randomId } from "../../lib/random-id.ts";
import { sayToast } from "../../lib/toast.ts";
import { maxFileBytes, uploadFile } from "../../lib/upload.ts";

export interface Upload {
  id: string;
  file: File;
  /** 0 to 1. */
  share: number;
  problem?: string;
  stop(): void;
  retry(): void;
}

/** What the files go into, as it is when they are there. */
export interface FileBox {
  /** How many go with it already. */
  count(): number;
  put(file: FileInfo): void;
}

export type Uploads = ReturnType<typeof useUploads>;

const most = 20;

/** Files on their way into a draft, by button, paste or drop. */
export function useUploads(box: FileBox) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [isDragging, setIsDragging] = useState(false);
  const depth = useRef(0);

  const change = (id: string, some: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...some } : one)));
  const drop = (id: string) => setUploads((all) => all.filter((one) => one.id !== id));

  function add(files: File[], put = box.put) {
    const room = most - box.count() - uploads.length;
    if (files.length > room) sayToast(t("files.tooMany", { count: most }));
    for (const file of files.slice(0, Math.max(0, room))) start(file, put);
  }

  function start(file: File, put: FileBox["put"]) {
    const id = randomId();
    const controller = new AbortController();
    const isTooLarge = file.size > maxFileBytes;
    const problem = isTooLarge ? t("files.tooLarge", { size: formatBytes(maxFileBytes) }) : undefined;
    const stop = () => {
      controller.abort();
      drop(id);
    };
    const retry = () => {
      drop(id);
      start(file, put);
    };
    setUploads((all) => [...all, { id, file, share: 0, problem, stop, retry }]);
    if (isTooLarge) return;
    uploadFile(file, { signal: controller.signal, onProgress: (share) => change(id, { share }) }).then(
      (kept) => {
        put(kept);
        drop(id);
      },
      (error) => {
        if (!controller.signal.aborted) change(id, { problem: errorWords(error) });
      },
    );
  }

  function choose() {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.onchange = () => add([...(input.files ?? [])]);
    input.click();
  }

  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const enter = (step: 1 | -1) => (event: DragEvent) => {
    if (!hasFiles(event)) return;
    depth.current += step;
    setIsDragging(depth.current > 0);
  };
  return {
    uploads,
    isDragging,
    isBusy: uploads.some((upload) => !upload.problem),
    choose,
    /** Into a text; should that be gone when they are there, as files beside it. */
    addPictures: (files: File[], place: (file: FileInfo) => boolean) =>
      add(files, (kept) => {
        if (!kept.isPicture || !place(kept)) box.put(kept);
      }),
    onPaste(event: ClipboardEvent) {
      const files = [...event.clipboardData.files];
      // What took a picture into its text did so before.
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      add(files);
    },
    dropTarget: {
      onDragEnter: enter(1),
      onDragLeave: enter(-1),
      onDragOver: (event: DragEvent) => hasFiles(event) && event.preventDefault(),
      onDrop(event: DragEvent) {
        if (!hasFiles(event)) return;
        depth.current = 0;
        setIsDragging(false);
        if (event.defaultPrevented) return;
        event.preventDefault();
        add([...event.dataTransfer.files]);
      },
    },
  };
}
