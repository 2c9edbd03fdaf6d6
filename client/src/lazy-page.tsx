import { lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";

const pages = import.meta.glob<Record<string, ComponentType>>("./features/*/*-page.tsx");

/** `contacts` → `ContactsPage` of features/contacts/contacts-page.tsx, in a chunk of its own. */
export const lazyPage = (feature: string) =>
  lazyRouteComponent(async () => {
    const module = await pages[`./features/${feature}/${feature}-page.tsx`]?.();
    const component = module?.[`${pascal(feature)}Page`];
    if (!component) throw new Error(`No page for ${feature}`);
    return { default: component };
  });

const pascal = (name: string) =>
  name
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
