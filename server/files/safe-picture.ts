/** Kinds that no browser runs scripts from; everything else is only ever downloaded. */
const safePictures = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

export const isSafePicture = (contentType: string): boolean => safePictures.has(contentType);
