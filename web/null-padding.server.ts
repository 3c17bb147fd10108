import { Transform } from 'node:stream';

/**
 * Removes the NUL bytes with which React 18 pads a chunk of its stream when a character of several
 * bytes does not fit at its end. A browser shows each as U+FFFD in attributes and in the loader data
 * of scripts. No text of ours contains NUL: no database stores it.
 */
export const removeNullPadding = (): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk);
    },
  });
