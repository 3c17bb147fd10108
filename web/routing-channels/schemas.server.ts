import { z } from 'zod';
import { snowflakeId } from '../../domain/text/schemas.ts';
import { revision } from '../routing/schemas.server.ts';

/** Empty: none. */
const channel = z
  .literal('')
  .transform(() => null)
  .or(snowflakeId);

export const routingForm = z.object({
  approvedChannelId: channel,
  rejectedChannelId: channel,
  revision,
});
