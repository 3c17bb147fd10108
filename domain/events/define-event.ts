import type { z } from 'zod';

/** What an event is about. Stored: values never change. */
export type SubjectType = 'guild' | 'submission';

export interface Subject {
  type: SubjectType;
  /** A submission's number, or the guild's id. */
  id: string;
}

export const submissionSubject = (number: number): Subject => ({
  type: 'submission',
  id: String(number),
});
export const guildSubject = (guildId: string): Subject => ({ type: 'guild', id: guildId });

/** A kind of event, declared once. */
export interface EventKind<S extends z.ZodType = z.ZodType, K extends string = string> {
  /** `subject.what_happened`, at most 48 characters. Stored: it never changes. */
  kind: K;
  subjectType: SubjectType;
  /**
   * What an event of this kind records besides who, when and from where. Rows are read by it: a
   * customer's database can say anything, so each field has a value for what cannot be read.
   */
  data: S;
  /** What live dashboards are told that happened to the subject; null: nothing. */
  liveKind: string | null;
}

export const defineEvent = <S extends z.ZodType, const K extends string>(
  kind: EventKind<S, K>,
): EventKind<S, K> => kind;

/** The data of a row of that kind. */
export function parseEventData<S extends z.ZodType>(
  { data }: EventKind<S>,
  text: unknown,
): z.output<S> {
  let value: unknown = null;
  try {
    value = JSON.parse(String(text));
  } catch {
    // Read as an object without fields.
  }
  return data.parse(typeof value === 'object' && value !== null ? value : {});
}
