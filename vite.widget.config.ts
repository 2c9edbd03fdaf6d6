import { defineConfig } from "vite";

/** What customers embed: one classic script, so that a strict page has to allow nothing but the hub. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "client/dist-widget",
    emptyOutDir: true,
    target: "es2022",
    lib: {
      entry: "client/widget/main.ts",
      formats: ["iife"],
      name: "switchboardWidget",
      fileName: () => "widget.js",
    },
    rollupOptions: { output: { extend: false } },
  },
});
