import { answerCall, endCallsOf, unlessStray } from "../../../../src/plugin/engine/calls-under-way";

const never = new Promise<never>(() => undefined);

test("a stray failure ends the call in whose context it is told, and no other", async () => {
  let isEnded = false;
  const other = answerCall(() => never).finally(() => (isEnded = true));
  const call = answerCall(async () => {
    await Promise.resolve();
    expect(endCallsOf("stray")).toBe(1);
    return never;
  });
  await expect(call).rejects.toBe("stray");
  expect(isEnded).toBe(false);
  // In no call's context, and in that of one that is answered: whose it is can't be known.
  expect(endCallsOf("unknown")).toBe(1);
  await expect(other).rejects.toBe("unknown");
  expect(endCallsOf("nobody's")).toBe(0);
});

test("the innermost of what waits is told, and what surrounds it gives its answer", async () => {
  const call = answerCall(async () => {
    const inner = await unlessStray(() => {
      endCallsOf("stray");
      endCallsOf("once more");
      return never;
    }).catch((thrown: unknown) => `answered after ${String(thrown)}`);
    return `${inner}, whole`;
  });
  await expect(call).resolves.toBe("answered after stray, whole");
});

test("what comes after the end is dropped", async () => {
  let resolve: ((value: string) => void) | undefined;
  const call = answerCall(() => {
    endCallsOf("stray");
    return new Promise<string>((done) => (resolve = done));
  });
  await expect(call).rejects.toBe("stray");
  resolve?.("late");
  await expect(call).rejects.toBe("stray");
});

test("outside of a call work is only done", async () => {
  await expect(unlessStray(() => 1)).resolves.toBe(1);
  await expect(unlessStray(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
});
