import { endpointIn } from "./request.ts";
import type { WebhookSettings } from "./resources.ts";

const names = {
  FriendlyName: "friendlyName",
  VoiceUrl: "voiceUrl",
  VoiceMethod: "voiceMethod",
  VoiceFallbackUrl: "voiceFallbackUrl",
  VoiceFallbackMethod: "voiceFallbackMethod",
  StatusCallback: "statusCallback",
  StatusCallbackMethod: "statusCallbackMethod",
  SmsUrl: "smsUrl",
  SmsMethod: "smsMethod",
  SmsFallbackUrl: "smsFallbackUrl",
  SmsFallbackMethod: "smsFallbackMethod",
} as const satisfies Record<string, keyof WebhookSettings>;

const invalidUrl: Record<string, number> = {
  VoiceUrl: 21402,
  VoiceFallbackUrl: 21405,
  StatusCallback: 21609,
  SmsUrl: 21502,
  SmsFallbackUrl: 21505,
};

/** The settings that a form changes; an empty field empties its setting. */
export function settingsIn(form: URLSearchParams): Partial<WebhookSettings> {
  for (const [name, code] of Object.entries(invalidUrl)) endpointIn(form, name, "", code);
  const given = Object.entries(names).filter(([name]) => form.has(name));
  return Object.fromEntries(given.map(([name, property]) => [property, form.get(name) ?? ""]));
}

/** As both resources show them. */
export const presentSettings = (settings: WebhookSettings) => ({
  friendly_name: settings.friendlyName,
  voice_url: settings.voiceUrl || null,
  voice_method: settings.voiceMethod,
  voice_fallback_url: settings.voiceFallbackUrl || null,
  voice_fallback_method: settings.voiceFallbackMethod,
  voice_caller_id_lookup: false,
  status_callback: settings.statusCallback || null,
  status_callback_method: settings.statusCallbackMethod,
  sms_url: settings.smsUrl || null,
  sms_method: settings.smsMethod,
  sms_fallback_url: settings.smsFallbackUrl || null,
  sms_fallback_method: settings.smsFallbackMethod,
});
