import { readMessage, writeMessage } from "../../../../src/plugin/wire/message";
import { readDiagnostic, writeDiagnostic } from "../../../../src/plugin/wire/generated/terraform-plugin";

test("a message reads back as it was written", () => {
  const bytes = writeMessage(writeDiagnostic, { severity: 1, summary: "no", detail: "é".repeat(200) });
  expect(readMessage(readDiagnostic, bytes)).toEqual({ severity: 1, summary: "no", detail: "é".repeat(200), attribute: undefined });
});
