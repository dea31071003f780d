import { closeWorkspaces } from "../terraform/workspace";

jest.setTimeout(90_000);

// Every e2e test holds these promises, not only one that thinks of them: see closeWorkspaces.
afterAll(closeWorkspaces);
