import { expect, test } from "vitest";
import { sanitiseHtml } from "./sanitise-html.ts";

const id = "0190c0de-0000-7000-8000-000000000001";

test("what an editor makes stays as it is", () => {
  const html = `<p dir="auto">Hi <strong>Ann</strong>, <a href="https://shop.test/">here</a></p><ul><li>Ж</li></ul>`;
  expect(sanitiseHtml(html)).toEqual({ html, pictureIds: [] });
});

test("a file of the hub becomes a picture of the letter, and any other picture its words", () => {
  const { html, pictureIds } = sanitiseHtml(
    `<img src="/api/v1/files/${id}" alt="Map"><img src="https://evil.test/x.png" alt="Pixel"><img src="data:image/png;base64,AA">`,
  );
  expect(html).toBe(`<img src="file:${id}" alt="Map" /><span>Pixel</span><span></span>`);
  expect(pictureIds).toEqual([id]);
});

test.each([
  `<script>alert(1)</script>`,
  `<p onclick="alert(1)">x</p>`,
  `<a href="javascript:alert(1)">x</a>`,
  `<iframe src="https://evil.test"></iframe>`,
  `<p style="background:url(https://evil.test)">x</p>`,
  `<svg><script>alert(1)</script></svg>`,
])("%s loses what could run or be fetched", (html) => {
  expect(sanitiseHtml(html).html).not.toMatch(/script|onclick|iframe|evil/);
});
