/** What tags are attached to. Stored: values never change. */
export interface Subject {
  type: 'submission';
  /** A submission's number. */
  id: string;
}

export const submissionSubject = (number: number): Subject => ({
  type: 'submission',
  id: String(number),
});
