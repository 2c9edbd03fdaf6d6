/** Where an application or a number sends what comes in. */
export interface WebhookSettings {
  friendlyName: string;
  voiceUrl: string;
  voiceMethod: "GET" | "POST";
  voiceFallbackUrl: string;
  voiceFallbackMethod: "GET" | "POST";
  statusCallback: string;
  statusCallbackMethod: "GET" | "POST";
  smsUrl: string;
  smsMethod: "GET" | "POST";
  smsFallbackUrl: string;
  smsFallbackMethod: "GET" | "POST";
}

export interface Application extends WebhookSettings {
  sid: string;
  createdAt: number;
  updatedAt: number;
}

export interface PhoneNumber extends WebhookSettings {
  sid: string;
  phoneNumber: string;
  /** Empty, or that of the application whose settings count instead of the number's. */
  voiceApplicationSid: string;
  smsApplicationSid: string;
  createdAt: number;
  updatedAt: number;
}

export const noSettings = (friendlyName: string): WebhookSettings => ({
  friendlyName,
  voiceUrl: "",
  voiceMethod: "POST",
  voiceFallbackUrl: "",
  voiceFallbackMethod: "POST",
  statusCallback: "",
  statusCallbackMethod: "POST",
  smsUrl: "",
  smsMethod: "POST",
  smsFallbackUrl: "",
  smsFallbackMethod: "POST",
});
