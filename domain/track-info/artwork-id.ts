import { toDerivedId } from '../files/derived-id.ts';
import type { Subject } from '../subjects/submission-subject.ts';

/**
 * The id of the file that holds a subject's artwork: always the same, so that erasing it finds what
 * attempts that were killed have left.
 */
export const toArtworkId = ({ type, id }: Subject): string => toDerivedId(`artwork:${type}:${id}`);
