import { z } from 'zod';

/** The number of a demo, or 0 for the beginning. */
export const queuePosition = z.number().int('number.whole').min(0, 'number.small').max(1e12);
