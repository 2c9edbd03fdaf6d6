type Props = Record<string, string | number | boolean | undefined | ((event: never) => void)>;
type Child = Node | string | undefined | false;

/** Makes an element by DOM calls alone, since the host page's CSP may forbid markup with styles or handlers. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

const svg = "http://www.w3.org/2000/svg";

const paths = {
  chat: "M21 11.5a8.4 8.4 0 0 1-8.5 8.4 8.6 8.6 0 0 1-3.9-.9L3.5 20.500l1.5-4.600a8.4 8.4 0 1 1 16-4.400z",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9l6 6 6-6",
  send: "M12 19V5M5.5 11.500L12 5l6.5 6.5",
  clip: "M20 11.500l-7.8 7.800a5 5 0 0 1-7-7l8-8a3.3 3.3 0 0 1 4.7 4.700l-8 8a1.7 1.7 0 0 1-2.4-2.400l7.3-7.3",
  file: "M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5",
  tick: "M5 12.500l4.5 4.500L19 7.5",
  ticks: "M2.5 12.500L7 17l8.5-9.500M11.5 16l1 1L21.5 7.5",
  clock: "M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  phone:
    "M6.500 3.500l3 .5 1.500 4.500-2.200 1.700a13 13 0 0 0 5 5l1.700-2.200 4.500 1.500.5 3c-.2 1.600-1.500 2.500-3 2.500A15.500 15.500 0 0 1 4 6.500c0-1.500.9-2.800 2.500-3z",
  hangUp:
    "M3 14.500l.500-2.500a13 13 0 0 1 17 0l.500 2.500-4.500 1-1.200-2.800a10 10 0 0 0-6.600 0L7.500 15.500z",
  microphone:
    "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.500 11a6.500 6.500 0 0 0 13 0M12 17.500V21",
  alert: "M12 8v5M12 16.500v.010M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
};
type Icon = keyof typeof paths;

export function icon(name: Icon, size = 20): SVGSVGElement {
  const element = document.createElementNS(svg, "svg");
  const shape = document.createElementNS(svg, "path");
  const props = {
    viewBox: "0 0 24 24",
    width: size,
    height: size,
    "aria-hidden": "true",
    class: `icon icon-${name}`,
  };
  for (const [key, value] of Object.entries(props)) element.setAttribute(key, String(value));
  shape.setAttribute("d", paths[name]);
  element.append(shape);
  return element;
}

/** Sets children only where they differ, so that focus, selection and screen readers are left in peace. */
export function place(parent: Element, wanted: Element[]) {
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
}

export function setText(element: Element, text: string) {
  if (element.textContent !== text) element.textContent = text;
}
