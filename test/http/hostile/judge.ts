import { expect } from "vitest";
import { errorCodes } from "../../../server/contract/errors.ts";
import { statusOf } from "../../../server/http/error-handler.ts";
import type { Answer } from "../browser.ts";

/** Collects what is wrong with answers, so that a test names all of it at once. */
export function createJudge() {
  const problems: string[] = [];
  return {
    judge(what: string, answer: Answer, mayPass = false) {
      const problem = problemOf(answer, mayPass);
      if (problem) problems.push(`${what}: ${problem}`);
    },
    note: (problem: string) => void problems.push(problem),
    conclude: () => expect(problems.splice(0)).toEqual([]),
  };
}

/** What is wrong with an answer to something hostile: nothing, if it is a clear no in the one shape, or a yes. */
function problemOf({ status, headers, body }: Answer, mayPass: boolean) {
  if (status < 300) return mayPass ? undefined : `taken with ${status}`;
  const error = body?.error;
  if (status >= 500 && status !== 503) return `${status} ${JSON.stringify(body).slice(0, 200)}`;
  if (!errorCodes.includes(error?.code) || statusOf[error.code as keyof typeof statusOf] !== status) {
    return `not the one shape: ${status} ${JSON.stringify(body).slice(0, 200)}`;
  }
  if (typeof error.message !== "string" || error.requestId !== headers.get("x-request-id")) return "no words";
  if (headers.get("x-content-type-options") !== "nosniff") return "sniffable";
  return undefined;
}
