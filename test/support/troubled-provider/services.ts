import { servicesOf } from "../../../src/plugin/server/process/services";

export const services = servicesOf(null, async () => (await import("./answers")).answers);
