import { existsSync } from "node:fs";
import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";
import { StartError } from "../../db/start-error.ts";

const addressNames = new Set(["loopback", "linklocal", "uniquelocal"]);

export const envSchema = z
  .object({
    PORT: z.coerce
      .number("must be a port number")
      .int("must be a port number")
      .min(0, "must be a port number")
      .max(65_535, "must be a port number")
      .default(3000),
    HOST: z.string().default("127.0.0.1"),
    DATA_DIR: z
      .string()
      .default("./data")
      .transform((path) => resolve(path)),
    DATABASE_URL: address(["postgres:", "postgresql:"]).optional(),
    REDIS_URL: address(["redis:", "rediss:"]).optional(),
    PUBLIC_URL: address(["http:", "https:"])
      .refine((url) => new URL(url).pathname === "/", "must be an address without a path")
      .transform((url) => new URL(url).origin)
      .optional(),
    /** As Express takes it: how many proxies stand in front, or their addresses. */
    TRUST_PROXY: z.string().transform(parseTrust).optional(),
    APP_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
    LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("warn"),
    METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
    CALL_CONNECT_SECONDS: z.coerce
      .number("must be a number of seconds")
      .int("must be a whole number of seconds")
      .min(2, "must be at least 2")
      .max(60, "must be at most 60")
      .default(10),
    CALL_LOSS_SECONDS: z.coerce
      .number("must be a number of seconds")
      .int("must be a whole number of seconds")
      .min(5, "must be at least 5")
      .max(120, "must be at most 120")
      .default(30),
    /** A bucket for recordings; all of these or none. */
    RECORDINGS_S3_ENDPOINT: address(["http:", "https:"]).optional(),
    RECORDINGS_S3_BUCKET: z.string().optional(),
    RECORDINGS_S3_REGION: z.string().optional(),
    RECORDINGS_S3_KEY: z.string().optional(),
    RECORDINGS_S3_SECRET: z.string().optional(),
  })
  .superRefine(refuseHalfABucket);

export type Env = z.output<typeof envSchema>;

/**
 * The environment, with what an `.env` file in the working directory adds to it.
 * @throws StartError that names every problem.
 */
export function readEnv(): Env {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return parseEnv(process.env);
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  // Compose files and shells pass a variable that nobody set as an empty one.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = envSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new StartError(["The environment is not right:", ...problems].join("\n"));
}

function address(protocols: string[]) {
  const names = protocols.map((protocol) => `${protocol}//`).join(" or ");
  return z.string().refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ""), {
    message: `must be an address that begins with ${names}`,
    abort: true,
  });
}

function refuseHalfABucket(env: Record<string, unknown>, context: z.RefinementCtx) {
  const names = ["ENDPOINT", "BUCKET", "REGION", "KEY", "SECRET"].map((name) => `RECORDINGS_S3_${name}`);
  const missing = names.filter((name) => env[name] === undefined);
  if (missing.length === names.length) return;
  for (const name of missing) {
    context.addIssue({ code: "custom", path: [name], message: "must be set as well, for a bucket" });
  }
}

function parseTrust(text: string, context: z.RefinementCtx): number | string[] {
  if (/^\d+$/.test(text)) return Number(text);
  const addresses = text.split(",").map((part) => part.trim());
  if (!addresses.every(isAddress)) {
    context.addIssue("must be the number of proxies in front, or their addresses with commas between");
  }
  return addresses;
}

function isAddress(text: string) {
  if (addressNames.has(text)) return true;
  const [ip = "", bits = "0", ...more] = text.split("/");
  return isIP(ip) !== 0 && /^\d{1,3}$/.test(bits) && more.length === 0;
}
