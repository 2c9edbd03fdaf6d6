import { defineConfig } from "vite";

/** What a call from the widget needs besides: a module that the widget fetches when somebody calls. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "client/dist-widget",
    emptyOutDir: false,
    target: "es2022",
    lib: {
      entry: "client/widget/call/main.ts",
      formats: ["es"],
      fileName: () => "widget-call.js",
    },
  },
});
