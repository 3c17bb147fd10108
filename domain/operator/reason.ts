import { z } from 'zod';
import { parseInput } from '../errors/parse-input.ts';
import { singleLine } from '../text/schemas.ts';

const reasonInput = z.object({ reason: singleLine(300).pipe(z.string().min(3, 'text.too_short')) });

/** Every act of an operator says why. @throws VektraError `invalid_input` that names `reason` */
export const parseReason = (input: { reason: string }): string =>
  parseInput(reasonInput, { reason: input.reason }).reason;
