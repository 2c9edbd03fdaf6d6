import { afterAll, beforeEach, expect, test } from "vitest";
import { companies } from "../../db/schema/index.ts";
import { accessOf, makeContact, makePerson, testHub } from "../../test/factories.ts";
import type { Access } from "../permissions/access.ts";
import { listCompanies } from "./list-companies.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);
const admin = await accessOf(hub, await makePerson(hub, { role: "admin" }));
const agent = await makePerson(hub);
const access = await accessOf(hub, agent);
beforeEach(() => hub.deps.pool.query("truncate companies cascade"));

/** With a contact that the agent made, or somebody else. */
async function makeCompany(name: string, createdBy: string | null = null) {
  const [company] = await deps.db.insert(companies).values({ name }).returning();
  await makeContact(hub, { companyId: company!.id, createdBy });
  return company!;
}
const namesOf = async (q?: string, who: Access = admin) =>
  (await listCompanies(deps, { access: who, q, limit: 50 })).items.map(({ name }) => name);

test("companies are found by any part of their name, in the order of the alphabet", async () => {
  for (const name of ["Zoo", "Ökohof", "acme 100%", "Acme_West"]) await makeCompany(name);
  expect(await namesOf()).toEqual(["acme 100%", "Acme_West", "Ökohof", "Zoo"]);
  expect(await namesOf(" ACME ")).toEqual(["acme 100%", "Acme_West"]);
  expect(await namesOf("öko")).toEqual(["Ökohof"]);
  expect(await namesOf("%")).toEqual(["acme 100%"]);
  expect(await namesOf("_")).toEqual(["Acme_West"]);
  expect(await namesOf("\\")).toEqual([]);
});

test("page by page each is there once, and a cursor of elsewhere is refused", async () => {
  for (const name of ["c", "B", "a", "Ä", "D"]) await makeCompany(name);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCompanies(deps, { access: admin, cursor, limit: 2 });
    seen.push(...page.items.map(({ name }) => name));
    cursor = page.next;
  } while (cursor);
  expect(seen).toEqual(["a", "Ä", "B", "c", "D"]);
  const asked = listCompanies(deps, { access: admin, cursor: "nonsense", limit: 2 });
  await expect(asked).rejects.toMatchObject({ code: "invalid" });
});

test("nobody is told of a company none of whose contacts they see", async () => {
  const theirs = await makeCompany("Theirs", agent.id);
  const foreign = await makeCompany("Foreign");
  expect(await namesOf(undefined, access)).toEqual(["Theirs"]);
  const ids = [foreign.id, theirs.id];
  const named = await listCompanies(deps, { access, ids, limit: 50 });
  expect(named).toEqual({ items: [{ id: theirs.id, name: "Theirs" }] });
  expect((await listCompanies(deps, { access: admin, ids, limit: 50 })).items).toHaveLength(2);
});
