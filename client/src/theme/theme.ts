import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { t } from "../lib/i18n.ts";

const accent: MantineColorsTuple = [
  "#eef1fe",
  "#e0e5fc",
  "#c3ccf4",
  "#a5b2ff",
  "#7c8dee",
  "#4f62de",
  "#4153d0",
  "#3645b3",
  "#2c3891",
  "#232c70",
];
const gray: MantineColorsTuple = [
  "#f8f9fb",
  "#f1f3f6",
  "#e9ebef",
  "#e2e5ea",
  "#c5cad3",
  "#9ba3b0",
  "#646d7b",
  "#4d5563",
  "#333a46",
  "#1a1e26",
];
const dark: MantineColorsTuple = [
  "#e7e9ee",
  "#cdd2da",
  "#8f98a7",
  "#6b7484",
  "#3d4552",
  "#20252d",
  "#1a1e25",
  "#16191f",
  "#0f1115",
  "#0a0c0f",
];

const closeButtonProps = { "aria-label": t("common.close") };

export const theme = createTheme({
  colors: { accent, gray, dark },
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: 8,
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  fontFamily:
    '"Inter Variable", Inter, system-ui, "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, "Noto Sans Mono", monospace',
  fontSizes: { xs: "12px", sm: "14px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "1.45", sm: "1.45", md: "1.45", lg: "1.4", xl: "1.3" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "20px", lineHeight: "1.3" },
      h2: { fontSize: "16px", lineHeight: "1.4" },
      h3: { fontSize: "14px", lineHeight: "1.45" },
    },
  },
  focusRing: "auto",
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: Button.extend({
      defaultProps: { size: "sm" },
      styles: { label: { fontWeight: 500 } },
      // On the 4 px grid, as high as an icon beside it.
      vars: (_theme, { size }) => ({ root: size === "sm" ? { "--button-height": "32px" } : {} }),
    }),
    ActionIcon: { defaultProps: { size: 32, variant: "subtle", color: "gray" } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 }, withinPortal: true } },
    Menu: { defaultProps: { shadow: "none", transitionProps: { duration: 80 }, position: "bottom-end" } },
    Popover: { defaultProps: { shadow: "none", transitionProps: { duration: 80 } } },
    // Nothing is to be kept from scrolling: the page behind never does.
    Modal: {
      defaultProps: {
        centered: false,
        closeButtonProps,
        lockScroll: false,
        transitionProps: { duration: 100 },
        yOffset: "10dvh",
      },
    },
    Drawer: { defaultProps: { closeButtonProps, lockScroll: false, transitionProps: { duration: 120 } } },
    // A label never touches its field.
    InputWrapper: { styles: { label: { marginBottom: 4, fontWeight: 500 } } },
    TextInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm", checkIconPosition: "right" } },
  },
});

/** Mantine's own variables, said in ours, so that both speak with one voice. */
export const cssVariables: CSSVariablesResolver = () => {
  const both = {
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-text": "var(--text)",
    "--mantine-color-bright": "var(--text)",
    "--mantine-color-dimmed": "var(--text-faint)",
    "--mantine-color-placeholder": "var(--text-faint)",
    "--mantine-color-anchor": "var(--accent-text)",
    "--mantine-color-error": "var(--late)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--surface-hover)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-default-border": "var(--line)",
    "--mantine-color-accent-light": "var(--accent-soft)",
    "--mantine-color-accent-light-color": "var(--accent-text)",
    "--mantine-color-accent-text": "var(--accent-text)",
    "--mantine-color-gray-text": "var(--text-soft)",
    "--mantine-color-gray-light-color": "var(--text-soft)",
    "--mantine-color-gray-light": "var(--surface-hover)",
    // White on it is readable in both schemes.
    "--mantine-color-red-filled": "#b3261e",
    "--mantine-color-red-filled-hover": "#98201a",
    "--mantine-color-red-text": "var(--late)",
    "--mantine-color-red-light": "var(--late-soft)",
    "--mantine-color-red-light-color": "var(--late)",
    "--mantine-primary-color-filled": "var(--accent)",
    "--mantine-primary-color-filled-hover": "var(--accent-hover)",
  };
  return { variables: {}, light: both, dark: both };
};
