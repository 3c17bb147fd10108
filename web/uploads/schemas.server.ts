import { z } from 'zod';

export const uploadParams = z.object({ sessionId: z.uuid() });
