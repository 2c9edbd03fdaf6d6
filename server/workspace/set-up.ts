import { eq } from "drizzle-orm";
import type { Db } from "../../db/connect.ts";
import { type ChannelRules, channels } from "../../db/schema/channels.ts";
import { newId } from "../../db/schema/columns.ts";
import { pipelines, stages } from "../../db/schema/sales.ts";
import { workspace } from "../../db/schema/workspace.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { addPerson } from "../people/add-person.ts";
import { hashPassword } from "../people/password.ts";
import { hashToken } from "../people/secret-token.ts";
import { refuseUnknownTimeZone } from "./time-zone.ts";

/** What a new workspace starts with; the composition root says which connector. */
export interface FirstChannel {
  connector: string;
  name: string;
  settings: Record<string, unknown>;
  rules: ChannelRules;
}

export interface SetUp {
  token: string;
  workspace: string;
  timeZone: string;
  name: string;
  email: string;
  password: string;
}

const salesStages = [
  { name: "New", kind: "open" },
  { name: "In talks", kind: "open" },
  { name: "Offer made", kind: "open" },
  { name: "Won", kind: "won" },
  { name: "Lost", kind: "lost" },
] as const;

/** Makes the workspace, its first admin, the default pipeline and a first channel, once. */
export async function setUp(
  deps: Pick<Deps, "pool" | "db">,
  input: SetUp,
  firstChannel: FirstChannel,
): Promise<{ channelId: string }> {
  refuseUnknownTimeZone(input.timeZone);
  // Before the slow hash, so that guessing tokens costs the hub nothing.
  await refuseWrongToken(deps.db, input.token);
  const passwordHash = await hashPassword(input.password);
  return transact(deps, async (tx) => {
    await tx.client.query("select from workspace for no key update");
    await refuseWrongToken(tx.db, input.token);
    await tx.db.update(workspace).set({
      name: input.workspace,
      timeZone: input.timeZone,
      setupTokenHash: null,
      setUpAt: new Date(),
      updatedAt: new Date(),
    });
    await addPerson(tx, { name: input.name, email: input.email, role: "admin", passwordHash });
    await addPipeline(tx);
    tx.append({ type: "workspace.updated", data: {} });
    return { channelId: await addChannel(tx, firstChannel) };
  });
}

async function refuseWrongToken(db: Db, token: string) {
  const [row] = await db.select().from(workspace).where(eq(workspace.isOnly, true));
  if (row?.setUpAt) throw new AppError("conflict", "This hub is set up already. Sign in instead.");
  if (row?.setupTokenHash == null || row.setupTokenHash !== hashToken(token)) {
    throw new AppError(
      "forbidden",
      "This link is not right. Use the newest one that the hub printed at its start.",
    );
  }
}

async function addPipeline(tx: Tx) {
  const pipelineId = newId();
  await tx.db.insert(pipelines).values({ id: pipelineId, name: "Sales", isDefault: true });
  await tx.db
    .insert(stages)
    .values(salesStages.map((stage, position) => ({ ...stage, pipelineId, position })));
}

async function addChannel(tx: Tx, channel: FirstChannel) {
  const channelId = newId();
  await tx.db.insert(channels).values({ id: channelId, ...channel });
  tx.append({ type: "channel.created", data: { channelId } });
  return channelId;
}
