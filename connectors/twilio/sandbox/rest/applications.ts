import { apiVersion } from "../calls/call-fields.ts";
import { rfc2822 } from "../rfc2822.ts";
import { makeSid } from "../sid.ts";
import { page } from "./page.ts";
import type { Handler, RestRequest } from "./request.ts";
import { type Application, noSettings } from "./resources.ts";
import { notFound } from "./rest-error.ts";
import { presentSettings, settingsIn } from "./settings.ts";

export const listApplications: Handler = (request) => {
  const name = request.query.get("FriendlyName");
  const all = [...request.exchange.applications.values()];
  const asked = all.filter(({ friendlyName }) => !name || friendlyName === name);
  return page(request, "applications", asked, (application) => present(request, application));
};

export const createApplication: Handler = (request) => {
  const { exchange, form } = request;
  const now = exchange.clock.now();
  const application: Application = {
    ...noSettings(form.get("FriendlyName") ?? ""),
    ...settingsIn(form),
    sid: makeSid("AP"),
    createdAt: now,
    updatedAt: now,
  };
  exchange.applications.set(application.sid, application);
  return { status: 201, body: present(request, application) };
};

export const fetchApplication: Handler = (request) => ({
  status: 200,
  body: present(request, getApplication(request)),
});

export const updateApplication: Handler = (request) => {
  const application = getApplication(request);
  Object.assign(application, settingsIn(request.form), { updatedAt: request.exchange.clock.now() });
  return { status: 200, body: present(request, application) };
};

export const deleteApplication: Handler = (request) => {
  request.exchange.applications.delete(getApplication(request).sid);
  return { status: 204 };
};

function getApplication({ exchange, params, path }: RestRequest): Application {
  const application = exchange.applications.get(params.sid ?? "");
  if (!application) throw notFound(path);
  return application;
}

const present = ({ exchange }: RestRequest, application: Application) => ({
  sid: application.sid,
  account_sid: exchange.accountSid,
  api_version: apiVersion,
  ...presentSettings(application),
  sms_status_callback: null,
  message_status_callback: null,
  public_application_connect_enabled: false,
  date_created: rfc2822(application.createdAt),
  date_updated: rfc2822(application.updatedAt),
  uri: `/2010-04-01/Accounts/${exchange.accountSid}/Applications/${application.sid}.json`,
});
