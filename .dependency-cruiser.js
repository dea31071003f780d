/**
 * Who may import whom under src, and which packages: one row for each folder, `main.ts` and `index.ts` apart.
 * `node` lists Node's own modules ("all", or names). What no row allows is an error.
 */
const ARROWS = [
  { from: "src/domain/", ours: [], packages: [], node: [] },
  { from: "src/rules/", ours: ["src/domain/"], packages: [], node: [] },
  { from: "src/plugin/framework/", ours: [], packages: [], node: ["util"] },
  { from: "src/plugin/wire/", ours: ["src/plugin/framework/"], packages: ["pbf", "@msgpack/msgpack"], node: [] },
  { from: "src/plugin/server/", ours: ["src/plugin/framework/", "src/plugin/wire/"], packages: [], node: "all" },
  { from: "src/exobridge/", ours: ["src/domain/"], packages: [], node: "all" },
  { from: "src/provider/(?!(?:main|services|answers)\\.ts)", ours: ["src/provider/", "src/plugin/framework/", "src/exobridge/", "src/rules/", "src/domain/"], packages: [], node: "all" },
  { from: "src/provider/(?:main|services|answers)\\.ts", ours: ["src/provider/", "src/plugin/server/"], packages: [], node: "all" },
  { from: "src/bindings/", ours: [], packages: ["cdktf", "constructs"], node: [] },
  { from: "src/install/", ours: [], packages: [], node: "all" },
  { from: "src/constructs/", ours: ["src/bindings/", "src/install/", "src/domain/"], packages: ["cdktf", "constructs"], node: ["crypto", "path"] },
  { from: "src/constructs/null-resource\\.ts", ours: [], packages: ["@cdktf/provider-null"], node: ["module"] },
  { from: "src/sandbox/", ours: ["src/domain/"], packages: [], node: "all" },
  { from: "src/report/", ours: ["src/rules/", "src/domain/"], packages: [], node: ["util", "crypto"] },
  { from: "src/cli/", ours: ["src/sandbox/", "src/report/", "src/install/"], packages: ["commander", "lilconfig", "yaml"], node: "all" },
  { from: "src/index\\.ts", ours: ["src/constructs/", "src/bindings/"], packages: [], node: [] },
];

const anyOf = (alternatives) => `(?:${alternatives.join("|")})`;

const allowed = ARROWS.flatMap(({ from, ours, packages, node }) => {
  const own = from.endsWith("/") ? [from] : [];
  const paths = [...own, ...ours].map((folder) => `^${folder}`);
  // The version's package.json is the one file outside src that may be read.
  paths.push("^package\\.json$", ...packages.map((name) => `(?:^|/)node_modules/(?:@types/)?${name}/`));
  return [
    { from: { path: `^${from}` }, to: { path: anyOf(paths) } },
    ...(node.length === 0 ? [] : [{ from: { path: `^${from}` }, to: { dependencyTypes: ["core"], ...(node === "all" ? {} : { path: `^(?:node:)?${anyOf(node)}(?:/|$)` }) } }]),
  ];
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "nothing-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "the-executable-never-reaches-cdktf",
      comment: "Loading cdktf costs more than all the rest of the provider's start.",
      severity: "error",
      from: { path: "^src/provider/main\\.ts$" },
      to: { path: "(?:^|/)node_modules/(?:cdktf|cdktn|constructs)/", reachable: true },
    },
  ],
  allowed,
  allowedSeverity: "error",
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "types", "default"], mainFields: ["main", "types"] },
  },
};
