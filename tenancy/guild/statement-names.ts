/**
 * Names for SQL texts, the same on every connection: a named statement is parsed and planned once
 * per connection instead of at every call. Texts are ours (values are bound), so they are few; past
 * the limit they go unnamed, so that no server is filled with plans.
 */
export class StatementNames {
  #limit: number;
  #names = new Map<string, string>();
  #generation = 0;

  constructor(limit = 300) {
    this.#limit = limit;
  }

  nameFor(text: string): string | undefined {
    const existing = this.#names.get(text);
    if (existing || this.#names.size >= this.#limit) return existing;
    const name = `v${this.#generation}_${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }

  /** After a migration changed what a statement answers with: every connection parses again. */
  reset(): void {
    this.#generation += 1;
    this.#names.clear();
  }
}
