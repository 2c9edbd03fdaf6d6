import { z } from "zod";

export const Id = z.uuid();
export const At = z.iso.datetime({ offset: true });

const isStorable = (value: string) => value.isWellFormed() && !value.includes("\u0000");

/** Text as people write it; PostgreSQL can keep neither NUL nor half a character. */
export const text = (max: number) =>
  z.string().max(max).refine(isStorable, "holds characters that cannot be kept");
/** Text that must not be blank. */
export const words = (max: number) => text(max).trim().min(1);

export const Email = z.email().max(254).toLowerCase();

/** A page of a list; `next` is given back as `cursor`, and is absent on the last page. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() });
export interface Page<Item> {
  items: Item[];
  next?: string;
}

export const paging = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

/** Query strings know no booleans. */
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");
