import type { z } from 'zod';

/** What an event is about. Stored: values never change. */
export type SubjectType = 'guild' | 'submission';

/** A kind of event, declared once. */
export interface EventKind<S extends z.ZodType = z.ZodType, K extends string = string> {
  /** `subject.what_happened`, at most 48 characters. Stored: it never changes. */
  kind: K;
  subjectType: SubjectType;
  /**
   * What an event of this kind records besides who, when and from where. For a kind whose rows are
   * read, each field needs a fallback (`catch`): a customer database can contain anything.
   */
  data: S;
  /** What live dashboards are told that happened to the subject; null: nothing. */
  liveKind: string | null;
}

export const defineEvent = <S extends z.ZodType, const K extends string>(
  kind: EventKind<S, K>,
): EventKind<S, K> => kind;

/**
 * The data of a row of that kind. Anything that is not a JSON object is read as one without fields.
 * @param text the row's `data`
 */
export function parseEventData<S extends z.ZodType>(
  { data }: EventKind<S>,
  text: unknown,
): z.output<S> {
  let value: unknown = null;
  try {
    value = JSON.parse(String(text));
  } catch {
    // Not JSON.
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return data.parse(isObject ? value : {});
}
