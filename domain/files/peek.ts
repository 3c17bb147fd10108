/**
 * Reads the beginning of a stream without losing it.
 * @param bytes how much at least, unless the stream ends before
 * @returns the beginning, and a stream of everything
 */
export async function peek(
  source: AsyncIterable<Uint8Array>,
  bytes: number,
): Promise<{ head: Buffer; content: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < bytes) {
    const { value, done } = await iterator.next();
    if (done) break;
    parts.push(value);
    length += value.byteLength;
  }
  const head = Buffer.concat(parts);
  return { head, content: prepend(head, iterator) };
}

async function* prepend(head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}
