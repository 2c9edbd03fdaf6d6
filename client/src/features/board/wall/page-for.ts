/** No smaller, or nobody reads it from five metres. */
const least = { width: 400, height: 260 };

/** How many tiles stand beside and below each other: as many as can be read, and then as large as they fit. */
export function pageFor(width: number, height: number, tiles: number): { columns: number; lines: number } {
  const mostColumns = Math.max(1, Math.floor(width / least.width));
  const mostLines = Math.max(1, Math.floor(height / least.height));
  const choices = Array.from({ length: mostColumns }, (_, index) => {
    const columns = index + 1;
    const lines = Math.min(mostLines, Math.max(1, Math.ceil(tiles / columns)));
    return {
      columns,
      lines,
      shown: Math.min(tiles, columns * lines),
      size: sizeOf(width / columns, height / lines),
    };
  });
  const [best] = choices.toSorted((a, b) => b.shown - a.shown || b.size - a.size);
  return { columns: best?.columns ?? 1, lines: best?.lines ?? 1 };
}

/** A tile is about three by two: what is longer on one side shows nothing larger for it. */
const sizeOf = (width: number, height: number) => Math.min(width / 3, height / 2);
