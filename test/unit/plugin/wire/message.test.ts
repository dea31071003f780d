import fc from "fast-check";
import * as pb from "../../../../src/plugin/wire/generated/terraform-plugin";
import { readMessage, writeMessage } from "../../../../src/plugin/wire/message";
import { WireError } from "../../../../src/plugin/wire/wire-error";
import { runs } from "../../../support/random/runs";

const request: pb.Init<pb.ApplyResourceChangeRequest> = {
  typeName: "probe_thing",
  priorState: { msgpack: Uint8Array.of(0xc0) },
  plannedState: { msgpack: Uint8Array.of(0x80) },
  plannedPrivate: Uint8Array.of(1, 2, 3),
};

test("a message reads back as it was written", () => {
  const bytes = writeMessage(pb.writeDiagnostic, {
    severity: 1,
    summary: "no",
    detail: "é".repeat(200),
    attribute: { steps: [{ attributeName: "a" }, { elementKeyString: "" }, { elementKeyInt: 0 }] },
  });
  expect(readMessage(pb.readDiagnostic, bytes)).toEqual({
    severity: 1,
    summary: "no",
    detail: "é".repeat(200),
    attribute: {
      steps: [
        { selector: "attributeName", attributeName: "a", elementKeyString: "", elementKeyInt: 0 },
        { selector: "elementKeyString", attributeName: "", elementKeyString: "", elementKeyInt: 0 },
        { selector: "elementKeyInt", attributeName: "", elementKeyString: "", elementKeyInt: 0 },
      ],
    },
  });
});

test("free bytes are left before a message", () => {
  const bytes = writeMessage(pb.writeDiagnostic, { summary: "no" }, 5);
  expect([...bytes.subarray(0, 5)]).toEqual([0, 0, 0, 0, 0]);
  expect(readMessage(pb.readDiagnostic, bytes.subarray(5)).summary).toBe("no");
});

test("a message holds nothing of those before it, and stays as it is after others, whatever their sizes", () => {
  const sizes = fc.oneof(fc.nat(100), fc.nat(40_000), fc.nat(1_000_000));
  fc.assert(
    fc.property(fc.array(fc.tuple(sizes, fc.nat(5)), { minLength: 2, maxLength: 6 }), (messages) => {
      const detailOf = (size: number, place: number) => String(place).repeat(size);
      const written = messages.map(([size, headroom], place) =>
        writeMessage(pb.writeDiagnostic, { detail: detailOf(size, place) }, headroom),
      );
      for (const [place, [size, headroom]] of messages.entries()) {
        const bytes = written[place] ?? Buffer.of();
        expect([...bytes.subarray(0, headroom)]).toEqual(Array<number>(headroom).fill(0));
        expect(readMessage(pb.readDiagnostic, bytes.subarray(headroom)).detail === detailOf(size, place)).toBe(true);
      }
    }),
    runs(50),
  );
});

test("fields of a newer Terraform are skipped", () => {
  const newer = Buffer.concat([
    writeMessage(pb.writeApplyResourceChangeRequest, request),
    Uint8Array.of(0xa2, 0x06, 2, 0x61, 0x62),
    Uint8Array.of(0xa8, 0x06, 1),
  ]);
  expect(readMessage(pb.readApplyResourceChangeRequest, newer).typeName).toBe("probe_thing");
});

const whole = writeMessage(pb.writeApplyResourceChangeRequest, request);

test.each([
  ["cut in a field", whole.subarray(0, -1), `a message is cut short (${whole.length - 1} bytes)`, undefined],
  [
    "of a kind that protobuf does not have",
    Uint8Array.of(0x0f),
    "a message is not well-formed protobuf (1 bytes)",
    Error,
  ],
])("a message that is %s is refused, with its length and what it came of", (_what, bytes, message, cause) => {
  const refused = thrownBy(() => readMessage(pb.readApplyResourceChangeRequest, bytes));
  expect(String(refused)).toBe(`WireError: ${message}`);
  expect((refused as WireError).cause?.constructor).toBe(cause);
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
}

test("any bytes are read as something, or refused with one kind of error", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readsOrRefuses(bytes)),
    runs(100),
  );
});

test("a damaged message is read as something, or refused with one kind of error", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(255), (at, byte) => {
      const damaged = writeMessage(pb.writeApplyResourceChangeRequest, request);
      damaged[at % damaged.length] = byte;
      readsOrRefuses(damaged);
    }),
    runs(100),
  );
});

function readsOrRefuses(bytes: Uint8Array): void {
  try {
    readMessage(pb.readApplyResourceChangeRequest, bytes);
  } catch (thrown) {
    if (!(thrown instanceof WireError)) throw thrown;
  }
}
