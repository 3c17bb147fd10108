/** A refusal of the HTTP layer itself; pages have their own way to say what is wrong. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.name = 'HttpRefusal';
    this.status = status;
    this.code = code;
  }
}
