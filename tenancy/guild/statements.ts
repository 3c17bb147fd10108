import type { Placement } from '../types.ts';

const DIGITS = /^[0-9]{1,20}$/;

/**
 * The statements of the door. They are sent as plain text, so that BEGIN and the check share one
 * round trip; that is safe because only digits are ever put into them.
 */
function digits(value: string): string {
  if (!DIGITS.test(value)) throw new TypeError('not an id');
  return value;
}

/** BEGIN, the guild, and the fence in share mode. Fails by itself in SQL; see migration 011. */
export const beginWrite = ({ guildId, epoch }: Placement) =>
  `BEGIN; SELECT enter_write(${digits(guildId)}, ${digits(epoch)})`;

/** BEGIN of one moment, the guild, and a check that this place still serves it. */
export const beginSnapshot = ({ guildId, epoch }: Placement) =>
  `BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT enter_read(${digits(guildId)}, ${digits(epoch)})`;
