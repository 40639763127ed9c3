/** What a run can be refused for. A command that ran and failed is no trouble but a result. */
export type RunTroubleCode =
  /** Nobody has consented to exactly this command. */
  | "not-consented"
  /** The folder it should run in is not one inside the repository. */
  | "outside-repository"
  /** The place for consents lies inside the repository that asks for them. */
  | "consent-inside-repository"
  /** The program could not be started. */
  | "not-started";

export class RunTrouble extends Error {
  override readonly name = "RunTrouble";
  readonly code: RunTroubleCode;

  constructor(code: RunTroubleCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
