import type { Player } from "./player.ts";

/** What a visitor hears while they are held: the queue's music, or a chime where it has none. */
export function createHoldMusic(player: Pick<Player, "chime" | "music">) {
  let playing = new AbortController();
  return {
    play(music: string | null) {
      playing.abort();
      playing = new AbortController();
      if (music === null) player.chime(playing.signal);
      else void player.music(music, playing.signal);
    },
    stop: () => playing.abort(),
  };
}
