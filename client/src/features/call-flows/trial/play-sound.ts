import type { Sound } from "../use-draft.ts";

let playing: HTMLAudioElement | undefined;

/** Resolves when it has ended or was stopped. The hub serves it as a download, so what it is comes from its name. */
export async function playSound({ name, url }: Pick<Sound, "name" | "url">): Promise<void> {
  stopSound();
  const answer = await fetch(url);
  if (!answer.ok) return;
  const type = /\.wav$/i.test(name) ? "audio/wav" : "audio/mpeg";
  const source = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type }));
  const audio = new Audio(source);
  playing = audio;
  await new Promise<void>((resolve) => {
    for (const end of ["ended", "pause", "error"]) audio.addEventListener(end, () => resolve());
    audio.play().catch(() => resolve());
  });
  URL.revokeObjectURL(source);
}

export function stopSound(): void {
  playing?.pause();
  playing = undefined;
}
