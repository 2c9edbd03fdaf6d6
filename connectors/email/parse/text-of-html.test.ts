import { expect, test } from "vitest";
import { textOfHtml } from "./text-of-html.ts";

test("each row of a table is a line, and cells stay apart", () => {
  const html =
    "<table><tr><td>Order</td><td>4711</td></tr><tr><th>Sum</th><td><b>12</b> €</td></tr></table><p>Bye</p>";
  expect(textOfHtml(html)).toBe("Order 4711\nSum 12 €\n\nBye");
});

test("tables that only place things on the page leave no more than one empty line", () => {
  const html =
    "<table><tr><td><table><tr><td> Hello </td></tr></table></td></tr><tr><td></td></tr><tr><td>&nbsp;</td></tr><tr><td>you</td></tr></table>";
  expect(textOfHtml(html)).toBe("Hello\n\nyou");
});
