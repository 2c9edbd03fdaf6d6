import { expect, test } from "vitest";
import { safeFileName } from "./safe-file-name.ts";

test("usual names in any script stay as they are", () => {
  for (const name of [
    "invoice (2).pdf",
    "счёт №5.pdf",
    "請求書.pdf",
    "مرحبا.txt",
    "a👋.png",
    "a'b;c.txt",
    "archive.tar.gz",
  ])
    expect(safeFileName(name)).toBe(name);
});

test("no name leads into another folder, hides or turns its ending, or ends the line", () => {
  expect(safeFileName("../../etc/passwd")).toBe("etc passwd");
  expect(safeFileName("C:\\Windows\\a.exe")).toBe("C Windows a.exe");
  expect(safeFileName("invoice\u202Efdp.exe")).toBe("invoicefdp.exe");
  expect(safeFileName("a.txt\r\nContent-Type: text/html")).toBe("a.txtContent-Type text html");
  expect(safeFileName(".htaccess")).toBe("htaccess");
  expect(safeFileName("a.exe. .")).toBe("a.exe");
  expect(safeFileName('a"b\0.txt')).toBe("a b.txt");
  for (const name of ["", "..", "///", "\u200b", "\ud800"])
    expect(safeFileName(name)).toMatch(/^(?:file|\ufffd)$/);
});

test("a long name loses its middle and keeps its ending", () => {
  const name = safeFileName(`${"你".repeat(500)}.pdf`);
  expect(Array.from(name)).toHaveLength(150);
  expect(name.endsWith("你.pdf")).toBe(true);
});
