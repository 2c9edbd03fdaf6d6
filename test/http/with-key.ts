import type { Scope } from "../../server/contract/endpoint.ts";
import { createApiKey } from "../../server/people/create-api-key.ts";
import { accessOf } from "../factories.ts";
import type { TestApp } from "./app.ts";

/** Sends as a program that has a person's key with these scopes. */
export async function withKey({ hub, deps, browser }: TestApp, person: { id: string }, scopes: Scope[]) {
  const access = await accessOf(hub, person);
  const { key } = await createApiKey(deps, { access, name: "key", scopes });
  return (method: string, path: string, body?: unknown) =>
    browser().send(method, path, body, { authorization: `Bearer ${key}` });
}
