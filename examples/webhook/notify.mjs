// Terraform runs this once when the hook is created, then once for each change of the number.
// What fails here fails the apply, and runs again with the next one: nobody is left with the old number unnoticed.
const { HOOK_URL, GREEN_VN, ALLOCATION_ID, CONNECTION_ID } = process.env;

const answer = await fetch(HOOK_URL, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ number: GREEN_VN, allocation: ALLOCATION_ID, name: CONNECTION_ID }),
  signal: AbortSignal.timeout(10_000),
});
if (!answer.ok) throw new Error(`${HOOK_URL} answered ${answer.status}`);
console.log(`${HOOK_URL} was told of ${GREEN_VN}`);
