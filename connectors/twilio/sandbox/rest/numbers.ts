import { apiVersion } from "../calls/call-fields.ts";
import type { Exchange } from "../exchange.ts";
import { rfc2822 } from "../rfc2822.ts";
import { makeSid } from "../sid.ts";
import { page } from "./page.ts";
import { type Handler, isAsked, type RestRequest } from "./request.ts";
import { noSettings, type PhoneNumber } from "./resources.ts";
import { notFound, RestError } from "./rest-error.ts";
import { presentSettings, settingsIn } from "./settings.ts";

/** Gives the account a number, as if it had been bought. */
export function addNumber(exchange: Exchange, phoneNumber: string): PhoneNumber {
  const now = exchange.clock.now();
  const number: PhoneNumber = {
    ...noSettings(phoneNumber),
    sid: makeSid("PN"),
    phoneNumber,
    voiceApplicationSid: "",
    smsApplicationSid: "",
    createdAt: now,
    updatedAt: now,
  };
  exchange.numbers.set(number.sid, number);
  return number;
}

export const listNumbers: Handler = (request) => {
  const { exchange, query } = request;
  const asked = [...exchange.numbers.values()].filter(
    ({ phoneNumber, friendlyName }) =>
      phoneNumber.includes(query.get("PhoneNumber") ?? "") && isAsked(query, "FriendlyName", friendlyName),
  );
  return page(request, "incoming_phone_numbers", asked, (number) => present(request, number));
};

export const fetchNumber: Handler = (request) => ({
  status: 200,
  body: present(request, getNumber(request)),
});

export const updateNumber: Handler = (request) => {
  const { exchange, form } = request;
  const number = getNumber(request);
  const applicationSid = form.get("VoiceApplicationSid");
  if (applicationSid && !exchange.applications.has(applicationSid))
    throw new RestError(400, 21218, `ApplicationSid ${applicationSid} is not valid.`);
  Object.assign(number, settingsIn(form), { updatedAt: exchange.clock.now() });
  number.voiceApplicationSid = applicationSid ?? number.voiceApplicationSid;
  number.smsApplicationSid = form.get("SmsApplicationSid") ?? number.smsApplicationSid;
  return { status: 200, body: present(request, number) };
};

function getNumber({ exchange, params, path }: RestRequest): PhoneNumber {
  const number = exchange.numbers.get(params.sid ?? "");
  if (!number) throw notFound(path);
  return number;
}

const present = ({ exchange }: RestRequest, number: PhoneNumber) => ({
  sid: number.sid,
  account_sid: exchange.accountSid,
  api_version: apiVersion,
  phone_number: number.phoneNumber,
  ...presentSettings(number),
  voice_receive_mode: "voice",
  voice_application_sid: number.voiceApplicationSid || null,
  sms_application_sid: number.smsApplicationSid || null,
  capabilities: { voice: true, sms: true, mms: false, fax: false },
  address_requirements: "none",
  address_sid: null,
  identity_sid: null,
  bundle_sid: null,
  trunk_sid: null,
  beta: false,
  origin: "twilio",
  emergency_status: "Inactive",
  emergency_address_sid: null,
  emergency_address_status: "unregistered",
  status: "in-use",
  type: "local",
  date_created: rfc2822(number.createdAt),
  date_updated: rfc2822(number.updatedAt),
  uri: `/2010-04-01/Accounts/${exchange.accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
});
