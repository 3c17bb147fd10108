import { toDerivedId } from './derived-id.ts';

/**
 * The id of the copy that is made of a file for browsers: always the same, so that another attempt
 * replaces what a killed one left, and erasing the file finds it.
 */
export const toCopyId = (fileId: string): string => toDerivedId(`copy:${fileId}`);
