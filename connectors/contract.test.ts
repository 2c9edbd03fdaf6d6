import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { eventually } from "../test/eventually.ts";
import { browsers } from "./browsers.ts";
import { type Connector, type ConnectorContext, ConnectorError } from "./contract.ts";
import { registry } from "./registry.ts";
import { createQuietContext } from "./test-context.ts";

const form = (connector: Connector) => z.toJSONSchema(connector.settings, { io: "input" });
const fields = (connector: Connector) =>
  Object.entries(form(connector).properties ?? {}).map(([name, field]) => ({
    name,
    field: field as z.core.JSONSchema.JSONSchema,
  }));

test("every connector has an id of its own, in kebab-case", () => {
  const ids = registry.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
});

test("whatever carries calls has a part for the browser of whoever takes them, and nothing else has", () => {
  const carriers = registry.filter((one: Connector) => one.carriesCalls).map(({ id }) => id);
  expect(Object.keys(browsers)).toEqual(carriers);
});

describe.each(
  registry.map((connector): [string, Connector] => [connector.id, connector]),
)("%s", (_id, connector) => {
  test("says what it is, with an icon that is path data", () => {
    expect(connector.label).toMatch(/^\p{Lu}.{1,40}$/u);
    expect(connector.summary).toMatch(/^\p{Lu}.{10,160}\.$/u);
    expect(connector.icon).toMatch(/^[mM][\d\s.,a-zA-Z-]+$/);
  });

  test("has settings that can be drawn: titled fields of simple kinds", () => {
    expect(form(connector).type).toBe("object");
    for (const { name, field } of fields(connector)) {
      expect(field.title, name).toBeTypeOf("string");
      const kinds = ["string", "number", "integer", "boolean", "array"];
      expect(field.enum ? "string" : field.type, name).toSatisfy((type) => kinds.includes(type));
      if (field.type === "array") expect(field.items, name).toMatchObject({ type: "string" });
      if (field.rare) expect(form(connector).required ?? [], name).not.toContain(name);
    }
  });

  test("marks what is secret, and shows no default of it", () => {
    for (const { name, field } of fields(connector)) {
      if (/secret|token|password|apikey|credential/i.test(name)) expect(field.secret, name).toBe(true);
      if (field.secret) expect(field.default ?? "", name).toBe("");
    }
  });

  test("keeps its settings through being saved and read again", () => {
    const once = settingsOf(connector);
    expect(connector.settings.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });

  test("starts and stops, again and again, and leaves nothing behind", async () => {
    const before = process.getActiveResourcesInfo();
    for (let nth = 0; nth < 3; nth++) {
      const running = await connector.start(contextOf(connector));
      await running.check?.().catch((error) => expect(error).toBeInstanceOf(ConnectorError));
      await running.stop();
    }
    await eventually(() => expect(without(before, process.getActiveResourcesInfo())).toEqual([]));
  });

  test("carries calls if it says so, and only then", async () => {
    const running = await connector.start(contextOf(connector));
    expect(running.voice !== undefined).toBe(connector.carriesCalls ?? false);
    await running.stop();
  });

  test("answers whatever knocks at its door, and takes nothing from strangers", async () => {
    const context = contextOf(connector);
    const running = await connector.start(context);
    const base = `${context.publicUrl}/api/v1/channels/${context.channelId}/inbound`;
    const bodies = ["", "{", "null", "[]", '{"a":1}', "\0\ud800", "x".repeat(100_000)];
    const requests = ["GET", "OPTIONS", "DELETE"].map((method) => new Request(base, { method }));
    for (const path of ["", "/", "/messages", "/../../..", "/%00", "/files/1"]) {
      for (const body of bodies) requests.push(new Request(base + path, { method: "POST", body }));
    }
    for (const request of requests) {
      const answer = await running.webhook?.(request, { ip: "192.0.2.1" });
      if (answer) expect(answer.status, `${request.method} ${request.url}`).toBeLessThan(500);
    }
    expect(context.receive).not.toHaveBeenCalled();
    await running.stop();
  });
});

function without(known: string[], all: string[]): string[] {
  const left = [...known];
  return all.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Defaults, and the first example of what is needed besides. */
function settingsOf(connector: Connector): Record<string, unknown> {
  const { error } = connector.settings.safeParse({});
  const needed = new Set(error?.issues.map(({ path }) => path[0]));
  const examples = fields(connector)
    .filter(({ name }) => needed.has(name))
    // A test reaches nothing but its own machine.
    .map(({ name, field }) => [name, /Host$/.test(name) ? "127.0.0.1" : field.examples?.[0]]);
  const servers = fields(connector)
    .filter(({ field }) => /^https:/.test(String(field.default ?? "")))
    .map(({ name }) => [name, "http://127.0.0.1:9"]);
  return connector.settings.parse(Object.fromEntries([...examples, ...servers]));
}

function contextOf(connector: Connector) {
  return {
    ...createQuietContext(settingsOf(connector)),
    receive: vi.fn<ConnectorContext<unknown>["receive"]>(async () => ({
      inboundId: randomUUID(),
      duplicate: false,
    })),
  } satisfies ConnectorContext<Record<string, unknown>>;
}
