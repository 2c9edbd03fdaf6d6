/** What the browser of whoever takes a pretended call and this connector say to each other. */

export type LegFromPerson =
  /** Said again and again until `connected` comes, as it may be said before it rings. */
  | { type: "answer" }
  | { type: "mute"; isMuted: boolean }
  | { type: "press"; keys: string }
  | { type: "hangUp" };

export type LegToPerson =
  | { type: "connected" }
  /** Whether somebody is to be heard now. */
  | { type: "hears"; isSomebody: boolean }
  | { type: "gone" };
