import type { z } from "zod";
import type { AllEndpoints, EndpointKey } from "../../../server/contract/index.ts";

export type { EndpointKey };

type Spec<Key extends EndpointKey> = AllEndpoints[Key];
type Has<T, Part extends string, Yes, No> = T extends { [K in Part]: z.ZodType } ? Yes : No;
type Input<T, Part extends string> = T extends { [K in Part]: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : never;
type Optional<T> = Record<never, never> extends T ? true : false;

type Params<T> = Has<T, "params", { params: Input<T, "params"> }, Record<never, never>>;
type Query<T> = Has<
  T,
  "query",
  Optional<Input<T, "query">> extends true ? { query?: Input<T, "query"> } : { query: Input<T, "query"> },
  Record<never, never>
>;
type Body<T> = Has<T, "body", { body: Input<T, "body"> }, Record<never, never>>;

/** What a call to an endpoint needs. */
export type Args<Key extends EndpointKey> = Params<Spec<Key>> & Query<Spec<Key>> & Body<Spec<Key>>;
/** Rest parameters: the arguments may be left out where nothing is required. */
export type ArgsList<Key extends EndpointKey> =
  Optional<Args<Key>> extends true ? [args?: Args<Key>] : [args: Args<Key>];

/** What an endpoint answers. */
export type Answer<Key extends EndpointKey> =
  Spec<Key> extends { response: infer Schema extends z.ZodType } ? z.output<Schema> : undefined;

/** Endpoints that only read: what queries may be made of. */
export type ReadKey = Extract<EndpointKey, `GET ${string}`>;
