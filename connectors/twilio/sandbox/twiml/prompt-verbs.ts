import type { VerbTable } from "./stage.ts";
import { pause } from "./verbs/pause.ts";
import { play } from "./verbs/play.ts";
import { redirect } from "./verbs/redirect.ts";
import { say } from "./verbs/say.ts";

/** What may be said and played to somebody who waits, is held or is told something. */
export const promptVerbs: VerbTable = { Say: say, Play: play, Pause: pause, Redirect: redirect };
