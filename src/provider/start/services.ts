import { servicesOf } from "../../plugin/server/process/services";
import { SCHEMA_ANSWER } from "./schema-answer";

/** What the executable answers to Terraform; loaded once Terraform knows where to connect. */
export const services = servicesOf(SCHEMA_ANSWER, async () => (await import("./answers")).answers);
