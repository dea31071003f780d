// Preloaded into a provider that is to run at another time than its test: SHIFTED_CLOCK_MS from now. A `new Date()`
// stays: the certificate of its connection to Terraform must be valid today.
const shiftMs = Number(process.env["SHIFTED_CLOCK_MS"] ?? "0");
const trueNow = Date.now;
Date.now = () => trueNow() + shiftMs;
