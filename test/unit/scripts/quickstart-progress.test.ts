import { progress } from "../../../scripts/quickstart/progress";

test("a step that is done has a line with its time, the times in one column", async () => {
  const times = [0, 1_240, 2_000, 62_050];
  let printed = "";
  const { heading, say, step } = progress((text) => (printed += text), {
    colour: false,
    nowMs: () => times.shift() ?? 0,
  });
  heading("$ terraform plan");
  expect(
    await step("terraform plan", () => {
      say("no changes");
      return Promise.resolve("its result");
    }),
  ).toBe("its result");
  await step("built", () => Promise.resolve());
  expect(printed).toBe(
    [
      "",
      "$ terraform plan",
      "no changes",
      `✓ ${"terraform plan".padEnd(67)} 1.2 s`,
      `✓ ${"built".padEnd(66)} 60.0 s`,
      "",
    ].join("\n"),
  );
});

test("a step that fails is not said to be done", async () => {
  let printed = "";
  const { step } = progress((text) => (printed += text), { colour: true });
  await expect(step("terraform apply", () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  expect(printed).toBe("");
});
