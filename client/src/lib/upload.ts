import type { FileInfo } from "../../../server/contract/conversations.ts";
import { ApiError, fromBody } from "./api-error.ts";

export const maxFileBytes = 25 * 1024 * 1024;

export interface UploadOptions {
  /** 0 to 1. */
  onProgress?(share: number): void;
  signal?: AbortSignal;
}

/** Keeps a file at the hub; `fetch` tells no progress, so this is XMLHttpRequest. @throws ApiError */
export function uploadFile(file: File, { onProgress, signal }: UploadOptions = {}): Promise<FileInfo> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/files");
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 201 || request.status === 200) resolve(request.response);
      else reject(fromBody(request.status, request.response));
    };
    request.onerror = () => reject(new ApiError("unreachable", ""));
    request.onabort = () => reject(new DOMException("Stopped", "AbortError"));
    signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
