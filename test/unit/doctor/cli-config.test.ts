import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { gatherCliConfig } from "../../../src/doctor/gather/cli-config";
import { readCliConfig } from "../../../src/doctor/gather/cli-config-text";
import { EXPECTED } from "./facts";

let home: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), "rc-")));
});
afterEach(() => rmSync(home, { recursive: true }));

const put = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
  writeFileSync(path.join(home, name), text);
};
const gathered = (env: Record<string, string> = {}, product: "terraform" | "tofu" = "terraform") =>
  gatherCliConfig(env, home, product, home, EXPECTED);

test.each<[string, string, object | null]>([
  ["nothing", "", null],
  ["other settings", 'disable_checkpoint = true # yes\ncredentials "app.terraform.io" {\n  token = "x"\n}\n', null],
  ["direct", "provider_installation { direct {} }", [{ kind: "direct", covers: true }]],
  [
    "a mirror for others",
    'provider_installation {\n  filesystem_mirror {\n    path = "m"\n    include = ["hashicorp/*", "registry.terraform.io/x/*"]\n  }\n}',
    [expect.objectContaining({ kind: "filesystem_mirror", covers: false, holds: false })],
  ],
  [
    "a mirror for all but ours",
    '/* a\n*/ provider_installation {\n  network_mirror {\n    url = "https://mirror/" // there\n    exclude = ["cdktf-greenvn/*"]\n  }\n}',
    [{ kind: "network_mirror", covers: false }],
  ],
  [
    "a mirror for ours",
    'provider_installation {\n  network_mirror {\n    url = "https://mirror/"\n    include = ["*/*/*"]\n  }\n}',
    [{ kind: "network_mirror", covers: true }],
  ],
  [
    "dev_overrides of others",
    'provider_installation {\n  dev_overrides {\n    "hashicorp/null" = "/x"\n  }\n  direct {}\n}',
    [{ kind: "direct", covers: true }],
  ],
  [
    "dev_overrides of ours",
    'provider_installation {\n  dev_overrides {\n    "registry.terraform.io/cdktf-greenvn/greenvn" = "x"\n  }\n}',
    [expect.objectContaining({ kind: "dev_overrides", holds: false })],
  ],
])("%s", (_case, text, methods) => {
  put(".terraformrc", text);
  expect(gathered().config).toMatchObject({ kind: "read", byVariable: false, methods });
});

test("a mirror holds this version for this platform, unpacked or packed", () => {
  const at = "m/registry.terraform.io/cdktf-greenvn/greenvn";
  const holds = (): unknown => {
    const { config } = gathered();
    return config.kind === "read" && config.methods?.map((method) => "holds" in method && method.holds);
  };
  put(".terraformrc", `provider_installation {\n  filesystem_mirror {\n    path = "${home}/m"\n  }\n}`);
  put(`${at}/0.0.9/linux_amd64/terraform-provider-greenvn_v0.0.9`, "");
  expect(holds()).toEqual([false]);
  put(`${at}/terraform-provider-greenvn_0.1.0_linux_amd64.zip`, "");
  expect(holds()).toEqual([true]);
  rmSync(path.join(home, `${at}/terraform-provider-greenvn_0.1.0_linux_amd64.zip`));
  put(`${at}/0.1.0/linux_amd64/terraform-provider-greenvn_v0.1.0`, "");
  expect(holds()).toEqual([true]);
});

test("which file counts: the one of the variable alone; of the home its own, and those of its folder", () => {
  expect(gathered().config).toEqual({ kind: "none" });
  put(".terraform.d/more.tfrc", "provider_installation { direct {} }");
  expect(gathered().config).toMatchObject({ file: path.join(home, ".terraform.d/more.tfrc"), methods: [{}] });
  put(".tofurc", "");
  put(".terraformrc", 'plugin_cache_dir = "$HOME/cache"');
  expect(gathered({ HOME: home })).toEqual({
    config: {
      kind: "read",
      file: path.join(home, ".terraformrc"),
      byVariable: false,
      methods: [{ kind: "direct", covers: true }],
    },
    cache: { folder: path.join(home, "cache"), exists: false, from: path.join(home, ".terraformrc") },
  });
  expect(gathered({}, "tofu").config).toMatchObject({ file: path.join(home, ".tofurc") });
  expect(gathered({ TF_CLI_CONFIG_FILE: "gone" }).config).toEqual({ kind: "missing", file: path.join(home, "gone") });
  expect(gathered({ TF_CLI_CONFIG_FILE: "/dev/null" }).config).toMatchObject({ byVariable: true, methods: null });
  expect(gathered({ TF_PLUGIN_CACHE_DIR: home }).cache).toEqual({
    folder: home,
    exists: true,
    from: "TF_PLUGIN_CACHE_DIR",
  });
});

test.each(["{", "a = ", 'a "b" c {', "provider_installation { direct {}", "a = [1, ", "}", 'a = "\\x"', "@"])(
  "what is not understood is not guessed at: %j",
  (text) => {
    expect(readCliConfig(text)).toBeNull();
    put(".terraformrc", text);
    expect(gathered().config).toMatchObject({ kind: "unreadable" });
  },
);

test("any text is read or not understood, in no time", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(?:[a-z{}[\]=," \n#/*]|\\"){0,60}$/)), (text) => {
      const read = readCliConfig(text);
      expect(read === null || Array.isArray(read)).toBe(true);
    }),
  );
  expect(readCliConfig("a {".repeat(100_000))).toBeNull();
});
