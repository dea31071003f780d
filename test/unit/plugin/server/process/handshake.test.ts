import { handshakeLine, reattachValue, startedByHand } from "../../../../../src/plugin/server/process/handshake";

test("the handshake names protocol, socket and certificate, without padding", () => {
  expect(handshakeLine("/tmp/plugin-abc/s", Buffer.from([1, 2, 3, 4]))).toBe(
    "1|6|unix|/tmp/plugin-abc/s|grpc|AQIDBA\n",
  );
  expect(handshakeLine("/tmp/plugin-abc/s", undefined)).toBe("1|6|unix|/tmp/plugin-abc/s|grpc|\n");
});

test("a debugged provider is found by its address", () => {
  expect(reattachValue("registry.terraform.io/cdktf-greenvn/greenvn", "/tmp/s", 7)).toBe(
    '{"registry.terraform.io/cdktf-greenvn/greenvn":{"Protocol":"grpc","ProtocolVersion":6,"Pid":7,"Test":true,"Addr":{"Network":"unix","String":"/tmp/s"}}}',
  );
});

test("a person learns what the program is", () =>
  expect(startedByHand("greenvn", "0.1.0")).toMatch(/^terraform-provider-greenvn 0\.1\.0 is a provider for Terraform/));
