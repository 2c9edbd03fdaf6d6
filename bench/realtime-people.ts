import { createHmac, randomBytes } from "node:crypto";
import { newId, people, sessions, teamMembers, teams } from "../db/schema/index.ts";
import { createChannel } from "../server/channels/create-channel.ts";
import { createAuth } from "../server/people/auth.ts";
import { type Access, findAccess } from "../server/permissions/access.ts";
import type { BenchHub } from "./hub.ts";

export interface Staff {
  teamIds: string[];
  /** One signed-in agent after another, team by team. */
  agents: { id: string; cookie: string; team: number }[];
}

export interface House extends Staff {
  /** An `api` channel for each team. */
  channels: { id: string; token: string }[];
}

/** Teams with a channel each, of which the other teams see nothing. */
export async function makeHouse(hub: BenchHub, teamCount: number, agentsPerTeam: number): Promise<House> {
  const staff = await makeStaff(hub, teamCount, agentsPerTeam);
  return { ...staff, channels: await makeChannels(hub, staff.teamIds) };
}

export async function makeStaff(hub: BenchHub, teamCount: number, agentsPerTeam: number): Promise<Staff> {
  const { db } = hub.deps;
  const teamIds = Array.from({ length: teamCount }, newId);
  await db.insert(teams).values(teamIds.map((id, nth) => ({ id, name: `Team ${nth}` })));
  const members = teamIds.flatMap((teamId, team) =>
    Array.from({ length: agentsPerTeam }, (_, nth) => ({
      teamId,
      team,
      personId: newId(),
      sessionId: newId(),
      token: randomBytes(24).toString("hex"),
      email: `agent${team}.${nth}@example.com`,
    })),
  );
  await db
    .insert(people)
    .values(members.map(({ personId, email }) => ({ id: personId, name: email, email })));
  await db.insert(teamMembers).values(members.map(({ teamId, personId }) => ({ teamId, personId })));
  const expiresAt = new Date(Date.now() + 86_400_000);
  await db
    .insert(sessions)
    .values(members.map(({ sessionId, personId, token }) => ({ id: sessionId, personId, token, expiresAt })));
  return {
    teamIds,
    agents: members.map(({ personId, token, team }) => ({
      id: personId,
      cookie: cookieOf(hub, token),
      team,
    })),
  };
}

async function makeChannels(hub: BenchHub, teamIds: string[]): Promise<House["channels"]> {
  const access = await makeAdmin(hub);
  const made: House["channels"] = [];
  for (const [nth, teamId] of teamIds.entries()) {
    const token = randomBytes(24).toString("hex");
    const { id } = await createChannel(hub.deps, {
      access,
      connector: "api",
      name: `Channel ${nth}`,
      settings: { token },
      teamIds: [teamId],
    });
    made.push({ id, token });
  }
  return made;
}

export async function makeAdmin({ deps }: BenchHub): Promise<Access> {
  const id = newId();
  await deps.db.insert(people).values({ id, name: "Admin", email: "admin@example.com", role: "admin" });
  const access = await findAccess(deps, id);
  if (!access) throw new Error("The admin is not there.");
  return access;
}

function cookieOf(hub: BenchHub, token: string) {
  const { cookieName, secret } = createAuth(hub.deps, {});
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return `${cookieName}=${encodeURIComponent(`${token}.${signature}`)}`;
}
