import { expect, test } from "vitest";
import { setHouse } from "./house.ts";
import { createJudge } from "./judge.ts";

const house = setHouse();
const { judge, conclude } = createJudge();

test("an upload that is none is a clear no", async () => {
  const boundary = { "content-type": "multipart/form-data; boundary=b" };
  const part = (name: string, file: string, bytes: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"; filename="${file}"\r\nContent-Type: text/plain\r\n\r\n${bytes}\r\n`;
  const uploads: [string, string | Uint8Array | undefined, Record<string, string>][] = [
    ["nothing", undefined, {}],
    ["JSON", "{}", { "content-type": "application/json" }],
    ["no boundary", "x", { "content-type": "multipart/form-data" }],
    ["no parts", "--b--\r\n", boundary],
    ["cut off", part("file", "a.txt", "abc"), boundary],
    ["another name", `${part("other", "a.txt", "abc")}--b--\r\n`, boundary],
    ["no multipart at all", "nonsense", boundary],
  ];
  for (const [what, body, headers] of uploads)
    judge(what, await house.admin.post("/api/v1/files", body, headers));
  const names = [
    "../../etc/passwd",
    "a\u0000b.html",
    "\u202Egpj.exe",
    `${"n".repeat(5000)}.txt`,
    "<script>.svg",
    "",
  ];
  for (const name of names) {
    const answer = await house.admin.post("/api/v1/files", `${part("file", name, "abc")}--b--\r\n`, boundary);
    judge(`named ${name.slice(0, 12)}`, answer, true);
    if (answer.status !== 201) continue;
    const file = await house.admin.get(answer.body.url);
    expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="[\x20-\x7e]*"/);
    expect(file.headers.get("content-security-policy")).toContain("sandbox");
  }
  conclude();
});
