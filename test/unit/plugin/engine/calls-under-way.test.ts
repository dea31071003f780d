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

test("the innermost is told also where all of them began at once", async () => {
  const call = answerCall(async () => {
    const inner = await Promise.resolve(unlessStray(() => Promise.resolve(unlessStray(() => never)))).catch(
      (thrown: unknown) => `answered after ${String(thrown)}`,
    );
    return `${inner}, whole`;
  });
  const told: string[] = [];
  const deeper = answerCall(async () => {
    const waits = (name: string, work: () => Promise<string> | string) => async () => {
      try {
        return await unlessStray(work);
      } catch (thrown) {
        told.push(name);
        throw thrown;
      }
    };
    return waits(
      "outer",
      waits(
        "middle",
        waits("inner", () => never),
      ),
    )();
  });
  expect(endCallsOf("stray")).toBe(2);
  await expect(call).resolves.toBe("answered after stray, whole");
  await expect(deeper).rejects.toBe("stray");
  expect(told).toEqual(["inner", "middle", "outer"]);
});

test("work that is done at once is told at once, and leaves nothing under way", () => {
  expect(answerCall(() => unlessStray(() => 1))).toBe(1);
  expect(() =>
    answerCall((): number => {
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(endCallsOf("nobody's")).toBe(0);
});

test("an answered call leaves nothing under way", async () => {
  await answerCall(async () => unlessStray(() => Promise.resolve(1)));
  expect(endCallsOf("nobody's")).toBe(0);
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
