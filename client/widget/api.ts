import type { Options } from "./options.ts";

/** What went wrong, for the widget to act on; `status` 0 is no answer at all. */
export class RequestError extends Error {
  readonly status: number;
  readonly fields: Record<string, string>;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, message: string, fields: Record<string, string> = {}, retryAfterMs?: number) {
    super(message);
    this.status = status;
    this.fields = fields;
    this.retryAfterMs = retryAfterMs;
  }

  /** Asking again may help. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export interface Api {
  get<T>(path: string, token?: string): Promise<T>;
  post<T>(path: string, body: object, token?: string): Promise<T>;
  /** Bytes as they are; what is small outlives the page. */
  send(path: string, bytes: Blob, token: string): Promise<void>;
  /** One file as the bare body, since only XMLHttpRequest tells how far an upload is. */
  upload<T>(file: File, token: string, onProgress: (share: number) => void, signal: AbortSignal): Promise<T>;
  /** Full address of a path that the hub gave. */
  address(path: string): string;
}

const timeoutMs = 20_000;
/** What browsers let outlive a page, all together. */
const mostAlive = 32_000;

export function createApi({ hub, channelId }: Pick<Options, "hub" | "channelId">): Api {
  const base = `${hub}/api/v1/channels/${encodeURIComponent(channelId)}/inbound`;

  async function ask<T>(method: string, path: string, token?: string, body?: object | Blob): Promise<T> {
    const headers: Record<string, string> = {};
    const bytes = body instanceof Blob ? body : undefined;
    if (token) headers.authorization = `Bearer ${token}`;
    if (body) headers["content-type"] = bytes ? "application/octet-stream" : "application/json";
    const init = {
      method,
      headers,
      credentials: "omit" as const,
      body: bytes ?? (body && JSON.stringify(body)),
      keepalive: bytes !== undefined && bytes.size < mostAlive,
    };
    const response = await fetch(`${base}/${path}`, {
      ...init,
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(() => {
      throw new RequestError(0, "");
    });
    const text = await response.text().catch(() => "");
    if (!response.ok) throw problem(response.status, text, response.headers.get("retry-after"));
    return parse(text) as T;
  }

  return {
    get: (path, token) => ask("GET", path, token),
    post: (path, body, token) => ask("POST", path, token, body),
    send: (path, bytes, token) => ask("POST", path, token, bytes),
    address: (path) => new URL(path, hub).href,
    upload: (file, token, onProgress, signal) =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open(
          "POST",
          `${base}/files?name=${encodeURIComponent(file.name.slice(-200).toWellFormed?.() ?? "")}`,
        );
        request.setRequestHeader("authorization", `Bearer ${token}`);
        request.setRequestHeader("content-type", file.type || "application/octet-stream");
        request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
        request.onerror = () => reject(new RequestError(0, ""));
        request.onload = () => {
          if (request.status < 300) resolve(parse(request.responseText) as never);
          else
            reject(problem(request.status, request.responseText, request.getResponseHeader("retry-after")));
        };
        signal.addEventListener("abort", () => request.abort());
        request.send(file);
      }),
  };
}

function problem(status: number, text: string, retryAfter: string | null): RequestError {
  const { error } = (parse(text) ?? {}) as { error?: { message?: string; fields?: Record<string, string> } };
  const retryAfterMs = retryAfter ? Number(retryAfter) * 1000 : undefined;
  return new RequestError(status, error?.message ?? "", error?.fields, retryAfterMs);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
