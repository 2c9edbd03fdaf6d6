import { type ClipboardEvent, type DragEvent, useRef, useState } from "react";
import { errorWords } from "../../../lib/error-words.ts";
import { formatBytes } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { randomId } from "../../../lib/random-id.ts";
import { sayToast } from "../../../lib/toast.ts";
import { maxFileBytes, uploadFile } from "../../../lib/upload.ts";
import { changeDraft, findDraft } from "./drafts.ts";

export interface Upload {
  id: string;
  file: File;
  /** 0 to 1. */
  share: number;
  problem?: string;
  stop(): void;
}

const most = 20;

/** Files on their way into a draft, by button, paste or drop. */
export function useUploads(conversationId: string) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [isDragging, setIsDragging] = useState(false);
  const depth = useRef(0);

  const change = (id: string, some: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...some } : one)));
  const drop = (id: string) => setUploads((all) => all.filter((one) => one.id !== id));

  function add(files: File[]) {
    const room = most - findDraft(conversationId).files.length - uploads.length;
    if (files.length > room) sayToast(t("inbox.composer.tooMany", { count: most }));
    for (const file of files.slice(0, Math.max(0, room))) start(file);
  }

  function start(file: File, id = randomId()) {
    const controller = new AbortController();
    const isTooLarge = file.size > maxFileBytes;
    const problem = isTooLarge
      ? t("inbox.composer.tooLarge", { size: formatBytes(maxFileBytes) })
      : undefined;
    const stop = () => {
      controller.abort();
      drop(id);
    };
    setUploads((all) => [...all, { id, file, share: 0, problem, stop }]);
    if (isTooLarge) return;
    uploadFile(file, { signal: controller.signal, onProgress: (share) => change(id, { share }) }).then(
      (kept) => {
        changeDraft(conversationId, { files: [...findDraft(conversationId).files, kept] });
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
    retry({ id, file }: Upload) {
      drop(id);
      start(file);
    },
    onPaste(event: ClipboardEvent) {
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    },
    dropTarget: {
      onDragEnter: enter(1),
      onDragLeave: enter(-1),
      onDragOver: (event: DragEvent) => hasFiles(event) && event.preventDefault(),
      onDrop(event: DragEvent) {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setIsDragging(false);
        add([...event.dataTransfer.files]);
      },
    },
  };
}
