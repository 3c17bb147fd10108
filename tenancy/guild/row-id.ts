import { v7 as uuidv7 } from 'uuid';

/**
 * Row ids for a given time. Within one millisecond the sequence counts up, so that rows written by
 * one act sort in the order they were written (uuid's own v7 starts at random for a given time).
 */
export function createRowIdGenerator(): (now: number) => string {
  let last = 0;
  let seq = 0;
  return (now) => {
    seq = now === last ? seq + 1 : 0;
    last = now;
    return uuidv7({ msecs: now, seq });
  };
}
