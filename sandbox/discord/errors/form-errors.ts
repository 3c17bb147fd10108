import { DiscordError } from './discord-error.ts';

interface ErrorNode {
  _errors?: { code: string; message: string }[];
  [key: string]: ErrorNode | { code: string; message: string }[] | undefined;
}

/** Collects what is wrong with a body, in the nested shape of error 50035. */
export class FormErrors {
  private root: ErrorNode | null = null;

  add(path: readonly string[], code: string, message: string): void {
    this.root ??= {};
    let node = this.root;
    for (const key of path) {
      node[key] ??= {};
      node = node[key] as ErrorNode;
    }
    node._errors ??= [];
    node._errors.push({ code, message });
  }

  get hasFailed(): boolean {
    return this.root !== null;
  }

  /** Throws 50035 with everything found so far. */
  throwIfFailed(): void {
    if (this.root)
      throw new DiscordError(400, {
        message: 'Invalid Form Body',
        code: 50035,
        errors: this.root,
      });
  }
}
