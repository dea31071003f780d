const transform = {
  "^.+\\.tsx?$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } }],
};
const shared = { testEnvironment: "node", transform, modulePathIgnorePatterns: ["<rootDir>/dist/", "cdktf.out"] };

module.exports = {
  // Each e2e worker runs Terraform and providers of its own: more workers only wait for each other.
  maxWorkers: 2,
  projects: [
    { ...shared, displayName: "unit", testMatch: ["<rootDir>/test/unit/**/*.test.ts"] },
    {
      ...shared,
      displayName: "e2e",
      testMatch: ["<rootDir>/test/e2e/**/*.test.ts"],
      globalSetup: "<rootDir>/test/support/e2e-setup.ts",
      globalTeardown: "<rootDir>/test/support/e2e-teardown.ts",
      setupFilesAfterEnv: ["<rootDir>/test/support/e2e-each-file.ts"],
    },
  ],
};
