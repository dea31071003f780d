const js = require("@eslint/js");
const imports = require("eslint-plugin-simple-import-sort");
const ts = require("typescript-eslint");

module.exports = ts.config(
  { ignores: ["dist/", "node_modules/", "src/bindings/", "src/plugin/wire/generated/", "**/cdktf.out/", "coverage/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    plugins: { imports },
    rules: {
      // One order everywhere: Node's own, packages, then ours from far to near.
      "imports/imports": [
        "error",
        { groups: [["^node:", "^@?\\w", "^\\u0000", "^\\.\\.(?!/?$)", "^\\.\\./?$", "^\\./"]] },
      ],
      "imports/exports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    // Only messages make diagnostics: so every one is found by its name, and passes `printable`.
    files: ["src/provider/**/*.ts"],
    ignores: ["**/messages.ts", "src/provider/common/diagnostic.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ObjectExpression > Property:matches([key.name='severity'], [key.value='severity'])",
          message: "A diagnostic is made by a named function of a messages.ts.",
        },
      ],
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "/diagnostic$",
              importNames: ["error", "warning"],
              message: "A diagnostic is made by a named function of a messages.ts.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: {
      sourceType: "module",
      globals: {
        process: "readonly",
        console: "readonly",
        fetch: "readonly",
        AbortSignal: "readonly",
        URL: "readonly",
        Buffer: "readonly",
      },
    },
  },
  {
    files: ["**/*.js", "**/*.cjs"],
    languageOptions: {
      sourceType: "commonjs",
      globals: {
        require: "readonly",
        module: "writable",
        process: "readonly",
        console: "readonly",
        __dirname: "readonly",
        Buffer: "readonly",
      },
    },
  },
);
