import { onKeyDown } from "../../../lib/shortcuts.ts";
import type { FoundPictures } from "./use-pictures.ts";

interface Watching {
  /** Pixels, now and whenever it changes. */
  measured(height: number): void;
  /** Something in it has the focus or was unfolded. */
  touched(): void;
}

const scrollbar = 16;

/** What is in a loaded frame, followed as it changes; undefined where no letter came. */
export function watchFrame(frame: HTMLIFrameElement, { measured, touched }: Watching) {
  const page = frame.contentDocument;
  if (page?.contentType !== "text/html" || !page.body) return undefined;
  const root = page.documentElement;
  const measure = () => {
    const isWide = page.body.scrollWidth > page.body.clientWidth;
    measured(Math.ceil(root.getBoundingClientRect().height) + (isWide ? scrollbar : 0));
  };
  measure();
  new ResizeObserver(measure).observe(root);
  page.addEventListener("focusin", touched);
  page.addEventListener("change", touched);
  // Keys and presses that it does not need itself mean the same as beside it.
  page.addEventListener("keydown", onKeyDown);
  page.addEventListener("mousedown", () =>
    frame.dispatchEvent(new MouseEvent("mousedown", { bubbles: true })),
  );
  return { pictures: findPictures(page) };
}

function findPictures(page: Document): FoundPictures {
  if (page.querySelector("img[data-src]:not([src])")) return "blocked";
  return page.querySelector('img[src^="http"]') ? "shown" : "none";
}
