import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const hub = process.env.HUB_URL ?? "http://127.0.0.1:3000";
const proxied = { target: hub, changeOrigin: false };

export default defineConfig({
  root: resolve(import.meta.dirname, "client"),
  publicDir: "public",
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    // Each page's own style sheet comes with its chunk.
    cssCodeSplit: true,
    chunkSizeWarningLimit: 900,
    // What pages share would else come in some hundred small files.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"] },
            { name: "shared", minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 7_000 },
          ],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    proxy: {
      "/api": proxied,
      "/demo": proxied,
      "/widget.js": proxied,
      "/widget-call.js": proxied,
      "/socket": { ...proxied, ws: true },
    },
  },
});
