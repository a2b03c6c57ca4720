// One stylesheet and two small scripts, with hashed names that the pages look up in manifest.json.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: "public",
  build: {
    outDir: "../tambon/pages/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0, // the content policy allows no data: addresses
    cssCodeSplit: true,
    modulePreload: false,
    rollupOptions: {
      input: { tambon: "src/tambon.ts", desk: "src/desk.ts" },
      checks: { eval: false }, // htmx can evaluate; src/desk.ts and the content policy both forbid it
    },
  },
});
