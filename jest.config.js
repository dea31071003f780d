const swc = (syntax) => ["@swc/jest", { jsc: { parser: { syntax }, target: "es2022" }, module: { type: "commonjs" } }];
// pbf and the core of axios come as ES modules only, which Jest can't load as they are.
const transform = { "^.+\\.tsx?$": swc("typescript"), "/node_modules/(?:pbf|axios)/.+\\.js$": swc("ecmascript") };
const transformIgnorePatterns = ["/node_modules/(?!(?:pbf|axios)/)"];
const quick = {
  globalSetup: "<rootDir>/test/support/run/run-temporary.ts",
  globalTeardown: "<rootDir>/test/support/jest/unit-teardown.ts",
};
const noStackTraces = { "^\\.{1,2}/(?:.+/)?stack-trace$": "<rootDir>/test/support/jest/no-stack-trace.ts" };
const constructs = "<rootDir>/test/unit/constructs/";
// What listens on loopback, or starts shells, and waits for real clocks.
const sockets = ["exobridge/http", "pipelines", "sandbox", "takeover"].map((room) => `<rootDir>/test/unit/${room}/`);
// Minutes of real processes: npm test leaves them to npm run test:more.
const slow = [
  "constructs/cli",
  "doctor/break-and-mend",
  "init/pipelines",
  "money-safety/chaos",
  "money-safety/fault-matrix",
  "money-safety/journal-two-runs",
  "packaging/quickstart",
  "packaging/same-bytes",
  "pipelines/github",
].map((file) => `<rootDir>/test/e2e/${file}.test.ts`);
const shared = {
  testEnvironment: "node",
  transform,
  transformIgnorePatterns,
  modulePathIgnorePatterns: ["<rootDir>/dist/", "cdktf.out"],
};

// What is made of a whole release, which npm run test:more makes first.
const ofRelease = {
  ...shared,
  ...quick,
  displayName: "release",
  testMatch: ["<rootDir>/test/release/**/*.test.ts"],
  setupFilesAfterEnv: ["<rootDir>/test/support/jest/release-each-file.ts"],
};

// Terraform, the built executable and package, real HTTP.
const real = {
  ...shared,
  globalSetup: "<rootDir>/test/support/jest/e2e-setup.ts",
  globalTeardown: "<rootDir>/test/support/jest/e2e-teardown.ts",
  setupFiles: ["<rootDir>/test/support/jest/cdktf-setup.ts"],
  setupFilesAfterEnv: ["<rootDir>/test/support/jest/e2e-each-file.ts"],
};

module.exports = {
  // Each e2e worker runs Terraform and providers of its own: more workers only wait for each other.
  maxWorkers: 2,
  projects: [
    ...(process.env["GREENVN_TEST_RELEASE"] === undefined ? [] : [ofRelease]),
    {
      ...shared,
      ...quick,
      displayName: "unit",
      testMatch: ["<rootDir>/test/unit/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", constructs, ...sockets],
      setupFiles: ["<rootDir>/test/support/jest/cdktf-setup.ts"],
      moduleNameMapper: noStackTraces,
    },
    {
      ...shared,
      ...quick,
      displayName: "sockets",
      testMatch: sockets.map((room) => `${room}**/*.test.ts`),
    },
    {
      ...shared,
      ...quick,
      displayName: "cdktf",
      testMatch: [`${constructs}**/*.test.ts`],
      setupFiles: ["<rootDir>/test/support/jest/cdktf-setup.ts"],
      moduleNameMapper: noStackTraces,
    },
    {
      ...shared,
      ...quick,
      // The constructs once more, on the successor of cdktf.
      displayName: "cdktn",
      testMatch: [`${constructs}**/*.test.ts`],
      setupFiles: ["<rootDir>/test/support/jest/cdktf-setup.ts"],
      moduleNameMapper: {
        ...noStackTraces,
        "^cdktf$": "cdktn",
        "^cdktf/(.*)$": "cdktn/$1",
        "/bindings/cdktf/([^/]+)$": "<rootDir>/src/bindings/cdktn/$1",
        "^\\./cdktf/([^/]+)$": "<rootDir>/src/constructs/library/cdktn/$1",
      },
    },
    {
      ...shared,
      ...quick,
      // Random lives of allocations, played to the built provider.
      displayName: "model",
      testMatch: ["<rootDir>/test/model/**/*.test.ts"],
    },
    {
      ...real,
      displayName: "e2e",
      testMatch: ["<rootDir>/test/e2e/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", ...slow],
    },
    { ...real, displayName: "slow", testMatch: slow },
  ],
};
