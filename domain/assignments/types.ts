/** Whoever takes care of a subject. */
export interface Assignee {
  id: string;
  /** The name shown in the guild when it was assigned. */
  name: string;
}
