import { expect, test } from "vitest";
import { endpoints } from "../../server/contract/index.ts";
import { describeApi } from "../../server/http/openapi.ts";
import { startApp } from "./app.ts";

const description = JSON.parse(JSON.stringify(describeApi("switchboard.session_token")));

test("every endpoint of the contract is described, and nothing else", () => {
  const described = Object.entries<Record<string, unknown>>(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
  );
  expect(described.sort()).toEqual(Object.keys(endpoints).sort());
});

test("every reference leads somewhere, and every operation has an id of its own", () => {
  const ids: string[] = [];
  walk(description, (key, value) => {
    if (key === "operationId") ids.push(value as string);
    if (key !== "$ref") return;
    const path = (value as string).replace(/^#\//, "").split("/");
    const target = path.reduce((part, step) => part?.[step], description);
    expect(target, value as string).toBeTypeOf("object");
  });
  expect(new Set(ids).size).toBe(Object.keys(endpoints).length);
});

test("path parameters are named, errors have the one shape, and keys are offered where they work", () => {
  const update = description.paths["/conversations/{id}/assignee"].put;
  expect(update.parameters).toMatchObject([{ name: "id", in: "path", required: true }]);
  expect(update.responses["409"].content["application/json"].schema).toEqual({
    $ref: "#/components/schemas/Error",
  });
  expect(update.security).toEqual([{ session: [] }, { apiKey: [] }]);
  expect(description.paths["/me"].get.security).toEqual([{ session: [] }]);
  expect(description.paths["/setup"].post.security).toEqual([]);
});

test("the description and a page to read it are served, under a policy that lets the page work", async () => {
  const app = await startApp();
  try {
    const browser = app.browser();
    expect((await browser.get("/api/openapi.json")).body.openapi).toBe("3.1.0");
    expect((await browser.get("/api/docs")).headers.get("location")).toBe("/api/docs/");
    const page = await browser.get("/api/docs/");
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    for (const [, file] of page.body.matchAll(/(?:src|href)="([\w.-]+)"/g)) {
      expect((await browser.get(`/api/docs/${file}`)).status, file).toBe(200);
    }
  } finally {
    await app.close();
  }
});

function walk(value: unknown, visit: (key: string, value: unknown) => void) {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    visit(key, inner);
    walk(inner, visit);
  }
}
