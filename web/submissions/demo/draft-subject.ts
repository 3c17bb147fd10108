/** The subject of the drafts of a demo's forms. */
export const toDraftSubject = (number: number | string): string => `submission/${number}`;
