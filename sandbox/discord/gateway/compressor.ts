import { constants, createDeflate, createZstdCompress } from 'node:zlib';

/** One compression context for the life of a connection; each payload ends in a flush. */
export interface Compressor {
  write(text: string, send: (payload: Buffer) => void): void;
}

/** @param name the `compress` of the gateway's URL; any other one is sent uncompressed */
export function createCompressor(name: string | null): Compressor | null {
  if (name !== 'zlib-stream' && name !== 'zstd-stream') return null;
  const stream =
    name === 'zlib-stream'
      ? createDeflate({ flush: constants.Z_SYNC_FLUSH })
      : createZstdCompress({ flush: constants.ZSTD_e_flush });
  const flushMode = name === 'zlib-stream' ? constants.Z_SYNC_FLUSH : constants.ZSTD_e_flush;
  let chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return {
    write(text, send) {
      stream.write(text);
      stream.flush(flushMode, () => {
        const payload = Buffer.concat(chunks);
        chunks = [];
        if (payload.length > 0) send(payload);
      });
    },
  };
}
