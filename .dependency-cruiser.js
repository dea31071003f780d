/**
 * Who may import whom under src, and which packages: one row for each room. `from` and `ours` are folders or patterns;
 * a room may always import itself. `node` lists Node's own modules ("all", or names). What no row allows is an error.
 */
const ARROWS = [
  { from: "src/domain/", ours: [], packages: [], node: [] },
  { from: "src/rules/", ours: ["src/domain/"], packages: [], node: [] },

  { from: "src/plugin/sdk/", ours: [], packages: [], node: [] },
  { from: "src/plugin/values/", ours: ["src/plugin/sdk/"], packages: [], node: ["util"] },
  { from: "src/plugin/engine/", ours: ["src/plugin/values/", "src/plugin/sdk/"], packages: [], node: ["async_hooks"] },
  {
    from: "src/plugin/wire/",
    ours: ["src/plugin/values/", "src/plugin/sdk/"],
    packages: ["pbf", "@msgpack/msgpack"],
    node: [],
  },
  { from: "src/plugin/server/transport/", ours: [], packages: [], node: "all" },
  {
    from: "src/plugin/server/rpc/",
    ours: [
      "src/plugin/server/transport/",
      "src/plugin/wire/",
      "src/plugin/engine/",
      "src/plugin/values/",
      "src/plugin/sdk/",
    ],
    packages: [],
    node: [],
  },
  {
    from: "src/plugin/server/process/",
    ours: ["src/plugin/server/rpc/", "src/plugin/server/transport/", "src/plugin/engine/", "src/plugin/sdk/"],
    packages: [],
    node: "all",
  },

  { from: "src/exobridge/types\\.ts", ours: [], packages: [], node: [] },
  { from: "src/exobridge/proxy\\.ts", ours: ["src/exobridge/http/proxy\\.ts"], packages: [], node: [] },
  { from: "src/exobridge/edges\\.ts", ours: [], packages: [], node: [] },
  { from: "src/exobridge/http/", ours: [], packages: ["axios"], node: ["http", "https", "net", "stream", "zlib"] },
  {
    from: "src/exobridge/messages/",
    ours: ["src/exobridge/http/(?:request|exchange)\\.ts", "src/exobridge/types\\.ts"],
    packages: [],
    node: ["util"],
  },
  {
    from: "src/exobridge/calls/",
    ours: [
      "src/exobridge/messages/",
      "src/exobridge/http/(?:bound|request|exchange|limits|settled|transport)\\.ts",
      "src/exobridge/(?:types|edges)\\.ts",
      "src/domain/",
    ],
    packages: [],
    node: ["events"],
  },
  {
    from: "src/exobridge/index\\.ts",
    ours: ["src/exobridge/calls/(?:client|outcome)\\.ts", "src/exobridge/(?:types|edges)\\.ts"],
    packages: [],
    node: [],
  },

  { from: "src/provider/memory/", ours: [plugin("sdk"), "src/rules/", "src/domain/"], packages: [], node: "all" },
  {
    from: "src/provider/common/",
    ours: ["src/provider/memory/", plugin("sdk"), ...door(), "src/rules/", "src/domain/"],
    packages: [],
    node: [],
  },
  {
    from: "src/provider/steps/",
    ours: ["src/provider/memory/", "src/provider/common/", plugin("sdk"), ...door(), "src/rules/", "src/domain/"],
    packages: [],
    node: ["crypto"],
  },
  {
    from: "src/provider/(allocation|assignment|rotate)/",
    ours: [
      "src/provider/$1/",
      "src/provider/steps/",
      "src/provider/memory/",
      "src/provider/common/",
      plugin("sdk"),
      ...door(),
      "src/rules/",
      "src/domain/",
    ],
    packages: [],
    node: ["crypto"],
  },
  {
    from: "src/provider/settings/",
    ours: ["src/provider/settings/", "src/provider/common/", plugin("sdk"), ...door(), "src/domain/"],
    packages: [],
    node: [],
  },
  {
    from: "src/provider/messages\\.ts",
    ours: ["src/provider/common/", plugin("sdk"), ...door(), "src/domain/region\\.ts"],
    packages: [],
    node: [],
  },
  {
    from: "src/provider/data-allocation\\.ts",
    ours: ["src/provider/messages\\.ts", "src/provider/common/", plugin("sdk"), ...door(), "src/domain/"],
    packages: [],
    node: [],
  },
  {
    from: "src/provider/functions\\.ts",
    ours: ["src/provider/messages\\.ts", plugin("sdk"), "src/domain/"],
    packages: [],
    node: [],
  },
  {
    from: "src/provider/provider\\.ts",
    ours: ["src/provider/(?!start/)", plugin("sdk"), ...door(), "src/domain/"],
    packages: [],
    node: [],
  },
  {
    from: "src/provider/start/",
    ours: ["src/provider/", "src/plugin/server/", "src/domain/provider-address\\.ts"],
    packages: [],
    node: "all",
  },

  { from: "src/bindings/cdktf/", ours: [], packages: ["cdktf", "constructs"], node: [] },
  { from: "src/bindings/cdktn/", ours: [], packages: ["cdktn", "constructs"], node: [] },
  { from: "src/install/", ours: ["src/domain/"], packages: [], node: "all" },
  { from: "src/release/", ours: ["src/install/", "src/domain/"], packages: ["yauzl"], node: "all" },
  {
    from: "src/row-files/",
    ours: ["src/domain/"],
    packages: ["csv-parse", "jsonc-parser", "yaml"],
    node: ["fs", "module"],
  },
  {
    from: "src/constructs/",
    // Written against cdktf: the build puts cdktn's in their place.
    ours: [
      "src/bindings/cdktf/",
      "src/install/",
      "src/row-files/(?:load-parser|messages|read-text|row-file)\\.ts",
      "src/domain/",
    ],
    packages: ["cdktf", "constructs"],
    node: ["crypto", "path"],
  },
  {
    from: "src/constructs/library/cdktn/",
    ours: ["src/bindings/cdktn/provider-functions\\.ts"],
    packages: ["cdktn"],
    node: [],
  },
  { from: "src/constructs/hooks/null-resource\\.ts", ours: [], packages: ["@cdktf/provider-null"], node: ["module"] },
  { from: "src/index\\.ts", ours: ["src/constructs/", "src/bindings/cdktf/"], packages: [], node: [] },

  { from: "src/sandbox/core/", ours: ["src/domain/"], packages: [], node: "all" },
  { from: "src/sandbox/messages/", ours: ["src/sandbox/core/", "src/domain/"], packages: [], node: "all" },
  {
    from: "src/sandbox/faults/",
    ours: ["src/sandbox/messages/", "src/sandbox/core/", "src/domain/"],
    packages: [],
    node: "all",
  },
  {
    from: "src/sandbox/api/",
    ours: ["src/sandbox/faults/", "src/sandbox/messages/", "src/sandbox/core/", "src/domain/"],
    packages: [],
    node: "all",
  },
  {
    from: "src/sandbox/live/",
    ours: ["src/sandbox/api/", "src/sandbox/faults/", "src/sandbox/messages/", "src/sandbox/core/", "src/domain/"],
    packages: [],
    node: ["http"],
  },
  {
    from: "src/sandbox/page/",
    ours: ["src/sandbox/live/live-view\\.ts", "src/domain/"],
    packages: ["preact"],
    node: [],
  },
  { from: "src/sandbox/[^/]+\\.ts", ours: ["src/sandbox/", "src/domain/"], packages: [], node: "all" },

  {
    from: "src/report/read/",
    ours: ["src/rules/", "src/domain/"],
    packages: [],
    node: ["util", "crypto", "buffer", "zlib"],
  },
  {
    from: "src/report/judge/",
    ours: ["src/report/read/", "src/rules/", "src/domain/"],
    packages: [],
    node: ["util", "crypto"],
  },
  {
    from: "src/report/write/",
    ours: ["src/report/judge/", "src/report/read/", "src/rules/", "src/domain/"],
    packages: [],
    node: ["util", "crypto"],
  },
  {
    from: "src/report/[^/]+\\.ts",
    ours: ["src/report/", "src/rules/", "src/domain/"],
    packages: [],
    node: ["util", "crypto"],
  },

  { from: "src/digest/", ours: ["src/report/read/json-scanner\\.ts"], packages: [], node: ["crypto"] },

  {
    from: "src/init/",
    ours: ["src/install/", "src/domain/", "src/sandbox/core/account\\.ts"],
    packages: ["@clack/prompts"],
    node: "all",
  },
  {
    from: "src/testing/",
    ours: [
      "src/report/read/",
      "src/report/judge/",
      "src/rules/",
      // What holds of props without CDKTF: whoever tests a stack of cdktn has no cdktf.
      "src/constructs/props/(?:prop-table|declared-props|unknown-props)\\.ts",
      "src/domain/",
    ],
    packages: [],
    node: ["fs", "path"],
  },
  // The types of Jest's matchers, to add to: nothing is loaded.
  { from: "src/testing/jest-globals\\.ts", ours: [], packages: ["expect"], node: [] },
  {
    from: "src/takeover/",
    ours: [
      ...door(),
      // What a configuration says of a state is the provider's to know, once.
      "src/provider/common/(?:remote|schema|whole-state)\\.ts",
      "src/plugin/engine/resource/generate-config\\.ts",
      "src/constructs/props/prop-table\\.ts",
      "src/row-files/",
      "src/domain/",
    ],
    packages: [],
    node: ["crypto", "fs", "path"],
  },
  {
    from: "src/doctor/",
    ours: [...door(), "src/exobridge/proxy\\.ts", "src/install/", "src/domain/", "src/sandbox/core/account\\.ts"],
    packages: [],
    node: "all",
  },

  {
    from: "src/cli/",
    ours: [
      "src/doctor/",
      "src/init/",
      "src/takeover/import-config\\.ts",
      "src/sandbox/",
      "src/report/",
      "src/digest/",
      "src/release/",
      "src/install/",
      "src/domain/",
    ],
    packages: ["commander", "lilconfig", "yaml"],
    node: "all",
  },
];

function plugin(room) {
  return `src/plugin/${room}/`;
}

/** The one way into the API client. */
function door() {
  return ["src/exobridge/index\\.ts"];
}

const anyOf = (alternatives) => `(?:${alternatives.join("|")})`;

const allowed = ARROWS.flatMap(({ from, ours, packages, node }) => {
  const own = from.endsWith("/") && !from.includes("(") ? [from] : [];
  const paths = [...own, ...ours].map((folder) => `^${folder}`);
  // The version's package.json is the one file outside src that may be read.
  paths.push("^package\\.json$", ...packages.map((name) => `(?:^|/)node_modules/(?:@types/)?${name}/`));
  return [
    { from: { path: `^${from}` }, to: { path: anyOf(paths) } },
    ...(node.length === 0
      ? []
      : [
          {
            from: { path: `^${from}` },
            to: { dependencyTypes: ["core"], ...(node === "all" ? {} : { path: `^(?:node:)?${anyOf(node)}(?:/|$)` }) },
          },
        ]),
  ];
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "nothing-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "messages-send-nothing",
      comment: "They know what goes out and what came back by its type alone.",
      severity: "error",
      from: { path: "^src/exobridge/messages/" },
      to: { path: "^src/exobridge/http/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "http-is-loaded-at-the-first-call",
      comment: "Most of the processes that Terraform starts make no call.",
      severity: "error",
      from: { path: "^src/exobridge/calls/" },
      to: { path: "^src/exobridge/http/transport\\.ts$", dynamic: false, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "the-executable-never-reaches-cdktf",
      comment: "Loading cdktf costs more than all the rest of the provider's start.",
      severity: "error",
      from: { path: "^src/provider/start/main\\.ts$" },
      to: { path: "(?:^|/)node_modules/(?:cdktf|cdktn|constructs)/", reachable: true },
    },
    {
      name: "large-commands-are-loaded-by-themselves-alone",
      comment: "They bring prompts, the API client or what unpacks, and the other commands run in every pipeline.",
      severity: "error",
      from: { path: "^src/cli/" },
      to: {
        path: "^src/(?:init/(?!project/(?:answers|init-error)\\.ts$)|doctor/|takeover/|release/)",
        dynamic: false,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "the-sandbox-decides-for-itself",
      comment: "With the provider's own table of attributes in hand, it could not catch the provider lying.",
      severity: "error",
      from: { path: "^src/sandbox/" },
      to: { path: "^src/domain/attributes/attribute(?:s|-row)\\.ts$" },
    },
    {
      name: "no-circles-of-folders",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
  ],
  allowed,
  allowedSeverity: "error",
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["require", "node", "types", "default"],
      mainFields: ["main", "types"],
    },
  },
};
