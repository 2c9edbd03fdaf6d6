import { h } from "./dom.ts";

const widest = 260;
const highest = 320;

/** Drawn on a canvas: a strict page forbids images from elsewhere, but not asking the hub for bytes. */
export function drawPicture(url: string, frame: HTMLElement) {
  load(url).then(
    (canvas) => {
      frame.className = "picture";
      frame.replaceChildren(canvas);
    },
    // It stays a file with its name, which opens all the same.
    () => {},
  );
}

async function load(url: string): Promise<HTMLCanvasElement> {
  const response = await fetch(url, { credentials: "omit" });
  if (!response.ok) throw new Error(response.statusText);
  const bitmap = await createImageBitmap(await response.blob());
  const scale = Math.min(1, widest / bitmap.width, highest / bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale].map((side) =>
    Math.max(1, Math.round(side)),
  );
  const density = Math.min(devicePixelRatio, 2);
  const canvas = h("canvas", { width: (width ?? 1) * density, height: (height ?? 1) * density });
  canvas.style.width = `${width}px`;
  canvas.style.aspectRatio = `${width} / ${height}`;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}
