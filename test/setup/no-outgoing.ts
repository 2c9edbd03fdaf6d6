import { type NetConnectOpts, Socket } from "node:net";
import { afterEach, expect } from "vitest";

const own = /^(localhost|127\.|::1$|::ffff:127\.)/;
const tried: string[] = [];
const plain = Symbol.for("switchboard.plainConnect");
// Files that share a process come through here one after the other.
Reflect.set(globalThis, plain, Reflect.get(globalThis, plain) ?? Socket.prototype.connect);
const connect: Socket["connect"] = Reflect.get(globalThis, plain);

// Refused as well as counted: what a test does must not depend on who answers out there.
Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  const host = hostOf(args);
  if (host === undefined || own.test(host)) return Reflect.apply(connect, this, args);
  tried.push(host);
  return this.destroy(new Error(`A test may not connect to ${host}.`));
};

afterEach(() => {
  expect(tried.splice(0), "connections out of this machine").toEqual([]);
});

/** Undefined for a local socket; `net.connect` hands over its arguments as one list. */
function hostOf(args: unknown[]): string | undefined {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first !== "object" || first === null) return typeof second === "string" ? second : undefined;
  const options = first as NetConnectOpts;
  return "path" in options && options.path ? undefined : (options as { host?: string }).host;
}
