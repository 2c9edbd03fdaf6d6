import type { Document, Scene } from "./scene.ts";

/** How the caller is called among the participants; others have the name of their leg. */
export const callerLabel = "caller";

export const conferenceEvents = ["start", "end", "join", "leave"] as const;

/** Lets the caller meet those who joined for them. Only the caller's leaving ends the conference. */
export function sendToConference(document: Document, { callSid, at }: Scene): void {
  document.dial().conference(
    {
      participantLabel: callerLabel,
      startConferenceOnEnter: true,
      endConferenceOnExit: true,
      beep: "false",
      waitUrl: "",
      statusCallback: at("/conference"),
      statusCallbackEvent: [...conferenceEvents],
    },
    callSid,
  );
}
