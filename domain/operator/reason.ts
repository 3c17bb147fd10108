import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { line } from '../text/schemas.ts';

const input = z.object({ reason: line(300).pipe(z.string().min(3, 'text.too_short')) });

/** Every act of an operator says why. @throws VektraError `invalid_input` that names `reason` */
export const reasonOf = (given: { reason: string }): string =>
  parseInput(input, { reason: given.reason }).reason;
