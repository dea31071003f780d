const js = require("@eslint/js");
const imports = require("eslint-plugin-simple-import-sort");
const ts = require("typescript-eslint");

// Three words in a row, or a clause after a semicolon.
const SENTENCE = "/[a-z]+ [a-z]+ [a-z]+|; [a-z]/";
const WRITTEN_OUT = ":matches(Literal, TemplateLiteral, BinaryExpression, ConditionalExpression).arguments";
const MADE_ELSEWHERE = "A sentence for a user is made by a named function in messages.ts; call that one.";
const SENTENCES_ELSEWHERE = [
  `NewExpression[callee.name=/Error$/] > ${WRITTEN_OUT}`,
  `CallExpression[callee.property.name=/^add(Warning|Error|Info)$/] > ${WRITTEN_OUT}`,
  `Literal[value=${SENTENCE}]`,
  `TemplateElement[value.raw=${SENTENCE}]`,
].map((selector) => ({ selector, message: MADE_ELSEWHERE }));

module.exports = ts.config(
  { ignores: ["dist/", "node_modules/", "src/bindings/", "src/plugin/wire/generated/", "**/cdktf.out/", "coverage/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
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
    // Only messages make diagnostics: so every one is found by its name, and passes `printable`. The wire only spells
    // them in protobuf.
    files: ["src/provider/**/*.ts", "src/plugin/**/*.ts"],
    ignores: ["**/messages.ts", "src/provider/common/diagnostic.ts", "src/plugin/wire/**"],
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
  // Whoever edits what constructs, command line and installing say finds all of it in one file each.
  {
    files: [
      "src/constructs/**/*.ts",
      "src/cli/**/*.ts",
      "src/install/**/*.ts",
      "src/init/**/*.ts",
      "src/doctor/**/*.ts",
    ],
    // Those after the first two hold what a shell is told and what a project of the user's holds, which is no sentence.
    ignores: [
      "src/*/messages.ts",
      "src/doctor/say/messages.ts",
      "src/doctor/judge/lines.ts",
      "src/init/project/*.ts",
      "src/cli/completion/shell-scripts.ts",
    ],
    rules: { "no-restricted-syntax": ["error", ...SENTENCES_ELSEWHERE] },
  },
);
