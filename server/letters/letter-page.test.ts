import { expect, test } from "vitest";
import { letterPage, letterPolicy } from "./letter-page.ts";

const id = "0190c0de-0000-7000-8000-000000000001";
const html = `<p>Hi</p><img src="file:${id}" alt="a"><img alt="b" data-src="https://shop.test/x.png">`;

test("its own pictures come from the hub, and those from elsewhere wait until they are asked for", () => {
  const page = letterPage(html, { withPictures: false, scheme: "light" });
  expect(page).toContain(`<img src="/api/v1/files/${id}" alt="a">`);
  expect(page).toContain(`<img alt="b" data-src="https://shop.test/x.png">`);
  expect(letterPage(html, { withPictures: true, scheme: "light" })).toContain(
    `<img alt="b" src="https://shop.test/x.png">`,
  );
});

test("nothing of it may run, and only pictures that were asked for are fetched", () => {
  const blocked = letterPolicy({ withPictures: false });
  expect(blocked).toMatch(/default-src 'none'.*sandbox/);
  expect(blocked).not.toMatch(/allow-scripts|https:/);
  expect(letterPolicy({ withPictures: true })).toContain("img-src 'self' data: https: http:");
});
