import type { Request, Response } from "express";
import type { z } from "zod";
import type { AllEndpoints, EndpointKey } from "../contract/index.ts";
import type { Access } from "../permissions/access.ts";

type Output<T, Key extends string> = T extends { [K in Key]: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined;
type Input<T, Key extends string> = T extends { [K in Key]: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : void;

/** What a handler gets: everything parsed; `access` is there on all but public endpoints. */
export interface Call<Key extends EndpointKey> {
  access: AllEndpoints[Key] extends { scope: "public" } ? undefined : Access;
  params: Output<AllEndpoints[Key], "params">;
  query: Output<AllEndpoints[Key], "query">;
  body: Output<AllEndpoints[Key], "body">;
  request: Request;
  response: Response;
}

export type Handler<Key extends EndpointKey> = (
  call: Call<Key>,
) => Promise<Input<AllEndpoints[Key], "response">>;
/** A domain's `routes.ts` exports one of these: parse is done, so a handler calls one verb and presents. */
export type Handlers = { [Key in EndpointKey]?: Handler<Key> };
