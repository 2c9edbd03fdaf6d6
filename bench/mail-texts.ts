const words =
  "order delivery invoice please where when address number thank you broken window Tuesday refund account help new old".split(
    " ",
  );

/**
 * A mail like those that offices get: most are some kB of text with its HTML beside it, a third quotes what went before,
 * one in six carries a file of 30 to 400 kB. The number is in its subject and text.
 */
export function mailOf(nth: number): string {
  const text = `Message §${nth}§. ${sentence(nth, 60 + ((nth * 37) % 400))}`;
  const quoted = nth % 3 === 0 ? sentence(nth + 7, 200).replace(/(.{70} )/g, "$1\r\n> ") : "";
  const plain = quoted ? `${text}\r\n\r\nOn Monday, we wrote:\r\n> ${quoted}` : text;
  const html = `<html><body><div style="font-family:Arial">${paragraphs(text)}</div>${quoted ? `<blockquote type="cite">${paragraphs(quoted)}</blockquote>` : ""}</body></html>`;
  const parts = [part("text/plain", plain), part("text/html", html)];
  const body = multipart(`alt-${nth}`, "alternative", parts);
  const file = nth % 6 === 0 ? fileOf(nth) : undefined;
  return [
    `From: Person ${nth % 500} <person${nth % 500}@client.example>`,
    "To: Help <help@shop.example>",
    `Subject: Question §${nth}§`,
    `Message-ID: <bench-${nth}@client.example>`,
    ...(nth % 4 === 3 ? [`In-Reply-To: <bench-${nth - 1}@client.example>`] : []),
    "Date: Fri, 20 Nov 2026 09:00:00 +0000",
    "MIME-Version: 1.0",
    file ? multipart(`mix-${nth}`, "mixed", [body, file]) : body,
  ].join("\r\n");
}

function sentence(seed: number, count: number): string {
  return Array.from(
    { length: count },
    (_, at) => words[(seed + at * 7 + ((at * at) % 11)) % words.length],
  ).join(" ");
}

const paragraphs = (text: string) => text.replace(/(.{200} )/g, "<p style='margin:0 0 8px'>$1</p>");

const part = (type: string, text: string) =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(Buffer.from(text))}`;

const multipart = (boundary: string, kind: string, parts: string[]) =>
  `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join("")}--${boundary}--\r\n`;

function fileOf(nth: number): string {
  const bytes = Buffer.alloc(30_000 + ((nth * 7_919) % 370_000), `file ${nth} `);
  return `Content-Type: application/pdf; name="bill-${nth}.pdf"\r\nContent-Disposition: attachment; filename="bill-${nth}.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(bytes)}`;
}

const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/(.{76})/g, "$1\r\n");
