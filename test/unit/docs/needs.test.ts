import { isReadBy } from "../../support/docs/needs";

test.each<[string, "terraform" | "tofu", string, string, boolean]>([
  ["a resource", "terraform", "1.5.0", 'resource "greenvn_allocation" "a" {}\n', true],
  ["an action", "terraform", "1.11.4", 'action "greenvn_rotate" "a" {}\n', false],
  ["an action", "terraform", "1.14.0", 'action "greenvn_rotate" "a" {}\n', true],
  ["an action", "tofu", "1.11.0", 'action "greenvn_rotate" "a" {}\n', false],
  ["an import by identity", "terraform", "1.11.4", "import {\n  identity = {\n", false],
  ["an import by id", "terraform", "1.6.0", 'import {\n  id = "a"\n}\n', true],
  ["imports in a loop", "terraform", "1.6.6", "import {\n  for_each = local.all\n}\n", false],
  ["a function", "tofu", "1.7.0", "  a = provider::greenvn::e164(var.a)\n", true],
  ["a function", "terraform", "1.7.5", "  a = provider::greenvn::e164(var.a)\n", false],
])("a page's snippet with %s is tried by %s %s where that reads it", (_what, product, version, code, expected) =>
  expect(isReadBy({ product, version }, code)).toBe(expected),
);
