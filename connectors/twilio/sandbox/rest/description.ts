export type Kind =
  | "text"
  | "url"
  | "method"
  | "whole"
  | "flag"
  | "day"
  | "moment"
  | "texts"
  | "twiml"
  | `sid ${string}`;
/** By name, what their values are: of a kind, or one of these words. */
type Fields = Record<string, Kind | readonly string[]>;

export interface Operation {
  fields: Fields;
  /** Those that cannot be left out. */
  needs?: string[];
}

const address = (name: string): Fields => ({ [name]: "url", [name.replace(/Url$/, "Method")]: "method" });
const callback = (name: string): Fields => ({
  [name]: "url",
  [`${name}Method`]: "method",
  [`${name}Event`]: "texts",
});
const between = (name: string, kind: Kind): Fields => ({
  [name]: kind,
  [`${name}<`]: kind,
  [`${name}>`]: kind,
});
const page: Fields = { PageSize: "whole", Page: "whole", PageToken: "text" };

const recorded: Fields = {
  Record: "flag",
  RecordingChannels: "text",
  RecordingTrack: "text",
  Trim: "text",
  ...callback("RecordingStatusCallback"),
};

const callIn: Fields = {
  From: "text",
  To: "text",
  CallerId: "text",
  CallReason: "text",
  Timeout: "whole",
  TimeLimit: "whole",
  ...callback("StatusCallback"),
  ...recorded,
};

const changedRecording: Operation = {
  fields: {
    Status: ["in-progress", "paused", "stopped", "processing", "completed", "absent"],
    PauseBehavior: "text",
  },
  needs: ["Status"],
};

const settings: Fields = {
  ApiVersion: "text",
  FriendlyName: "text",
  ...address("VoiceUrl"),
  ...address("VoiceFallbackUrl"),
  VoiceCallerIdLookup: "flag",
  StatusCallback: "url",
  StatusCallbackMethod: "method",
  ...address("SmsUrl"),
  ...address("SmsFallbackUrl"),
};

const application: Operation = {
  fields: { ...settings, SmsStatusCallback: "url", MessageStatusCallback: "url" },
};
const recordingsOf: Operation = { fields: { ...between("DateCreated", "day"), ...page } };
const queue: Fields = { FriendlyName: "text", MaxSize: "whole" };

/**
 * What requests may say, as Twilio's OpenAPI description of 2010-04-01 has it (github.com/twilio/twilio-oai), by the sandbox's
 * routes; one that is not here says nothing. Left out is what is about SIP, answering machines and carriers of one's own.
 */
export const description: Record<string, Operation> = {
  "GET Calls": {
    fields: {
      To: "text",
      From: "text",
      ParentCallSid: "sid CA",
      Status: ["queued", "ringing", "in-progress", "completed", "busy", "failed", "no-answer", "canceled"],
      ...between("StartTime", "moment"),
      ...between("EndTime", "moment"),
      ...page,
    },
  },
  "POST Calls": {
    fields: {
      ...callIn,
      Url: "url",
      Method: "method",
      Twiml: "twiml",
      ApplicationSid: "sid AP",
      ...address("FallbackUrl"),
      SendDigits: "text",
    },
    needs: ["To", "From"],
  },
  "POST Calls/:callSid": {
    fields: {
      Url: "url",
      Method: "method",
      Twiml: "twiml",
      Status: ["canceled", "completed"],
      ...address("FallbackUrl"),
      StatusCallback: "url",
      StatusCallbackMethod: "method",
      TimeLimit: "whole",
    },
  },
  "GET Calls/:callSid/Recordings": recordingsOf,
  "POST Calls/:callSid/Recordings": {
    fields: {
      ...callback("RecordingStatusCallback"),
      RecordingChannels: "text",
      RecordingTrack: "text",
      Trim: "text",
    },
  },
  "POST Calls/:callSid/Recordings/:sid": changedRecording,
  "GET Conferences": {
    fields: {
      FriendlyName: "text",
      Status: ["init", "in-progress", "completed"],
      ...between("DateCreated", "day"),
      ...between("DateUpdated", "day"),
      ...page,
    },
  },
  "POST Conferences/:conferenceSid": { fields: { Status: ["completed"], ...address("AnnounceUrl") } },
  "GET Conferences/:conferenceSid/Participants": {
    fields: { Muted: "flag", Hold: "flag", Coaching: "flag", ...page },
  },
  "POST Conferences/:conferenceSid/Participants": {
    fields: {
      ...callIn,
      Label: "text",
      Muted: "flag",
      Beep: "text",
      StartConferenceOnEnter: "flag",
      EndConferenceOnExit: "flag",
      EarlyMedia: "flag",
      MaxParticipants: "whole",
      Coaching: "flag",
      CallSidToCoach: "sid CA",
      ...address("WaitUrl"),
      ConferenceRecord: "text",
      ConferenceTrim: "text",
      ...callback("ConferenceStatusCallback"),
      ...callback("ConferenceRecordingStatusCallback"),
    },
    needs: ["From", "To"],
  },
  "POST Conferences/:conferenceSid/Participants/:callSid": {
    fields: {
      Muted: "flag",
      Hold: "flag",
      ...address("HoldUrl"),
      ...address("AnnounceUrl"),
      ...address("WaitUrl"),
      BeepOnExit: "flag",
      EndConferenceOnExit: "flag",
      Coaching: "flag",
      CallSidToCoach: "sid CA",
    },
  },
  "GET Conferences/:conferenceSid/Recordings": recordingsOf,
  "POST Conferences/:conferenceSid/Recordings/:sid": changedRecording,
  "GET Recordings": {
    fields: {
      ...between("DateCreated", "moment"),
      CallSid: "sid CA",
      ConferenceSid: "sid CF",
      IncludeSoftDeleted: "flag",
      ...page,
    },
  },
  "GET Recordings/:sid": { fields: { IncludeSoftDeleted: "flag" } },
  "GET Queues": { fields: page },
  "POST Queues": { fields: queue, needs: ["FriendlyName"] },
  "POST Queues/:queueSid": { fields: queue },
  "GET Queues/:queueSid/Members": { fields: page },
  "POST Queues/:queueSid/Members/:callSid": { fields: { Url: "url", Method: "method" }, needs: ["Url"] },
  "GET Applications": { fields: { FriendlyName: "text", ...page } },
  "POST Applications": application,
  "POST Applications/:sid": application,
  "GET IncomingPhoneNumbers": {
    fields: { Beta: "flag", FriendlyName: "text", PhoneNumber: "text", Origin: "text", ...page },
  },
  "POST IncomingPhoneNumbers/:sid": {
    fields: {
      ...settings,
      VoiceApplicationSid: "sid AP",
      SmsApplicationSid: "sid AP",
      VoiceReceiveMode: ["voice", "fax"],
    },
  },
};
