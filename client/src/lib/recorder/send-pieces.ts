import { ApiError } from "../api-error.ts";

export interface PieceSender {
  add(piece: Blob): void;
  /** Sends on what could not be sent; called whenever something says that time has passed, or that the hub is there again. */
  goOn(): void;
  /** Resolves once nothing waits any more, or it was given up. */
  settled(): Promise<void>;
}

interface PieceOptions {
  put(number: number, piece: Blob): Promise<void>;
  /** The hub takes no more of this segment. */
  onRefused(error: unknown): void;
  mostBytes?: number;
}

/** Some forty minutes of sound. */
const usualMost = 24 * 1024 * 1024;

/**
 * Sends a segment's pieces one after another, in their order. What a lost connection holds up waits in memory; when that is full,
 * later pieces are left out, which leaves a gap in the recording and no more.
 */
export function createPieceSender({ put, onRefused, mostBytes = usualMost }: PieceOptions): PieceSender {
  const waiting: { number: number; piece: Blob }[] = [];
  let waitingBytes = 0;
  let count = 0;
  let isSending = false;
  let isRefused = false;
  let listeners: (() => void)[] = [];

  async function send() {
    if (isSending) return;
    isSending = true;
    for (let first = waiting[0]; first; first = waiting[0]) {
      const error = await put(first.number, first.piece).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (error !== undefined && isPassing(error)) break;
      if (error !== undefined) refuse(error);
      else forget();
    }
    isSending = false;
    if (waiting.length === 0) settle();
  }

  function forget() {
    waitingBytes -= waiting.shift()?.piece.size ?? 0;
  }

  function refuse(error: unknown) {
    isRefused = true;
    waiting.length = 0;
    waitingBytes = 0;
    onRefused(error);
  }

  function settle() {
    for (const listener of listeners) listener();
    listeners = [];
  }

  return {
    add(piece) {
      if (isRefused || piece.size === 0) return;
      const number = count++;
      if (waitingBytes + piece.size > mostBytes) return;
      waiting.push({ number, piece });
      waitingBytes += piece.size;
      void send();
    },
    goOn: () => void send(),
    settled: () =>
      waiting.length === 0 && !isSending
        ? Promise.resolve()
        : new Promise((resolve) => listeners.push(resolve)),
  };
}

/** The same may be taken a moment later. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiError &&
  ["unreachable", "unavailable", "internal", "rate_limited"].includes(error.code);
