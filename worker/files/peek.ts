/**
 * Reads the beginning of a stream without losing it.
 * @param bytes how much at least, unless the stream ends before
 * @returns the beginning, and a stream of everything
 */
export async function peek(
  source: AsyncGenerator<Uint8Array>,
  bytes: number,
): Promise<{ head: Buffer; content: AsyncGenerator<Uint8Array> }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < bytes) {
    const { value, done } = await source.next();
    if (done) break;
    parts.push(value);
    length += value.byteLength;
  }
  const head = Buffer.concat(parts);
  return { head, content: prepend(head, source) };
}

async function* prepend(
  head: Buffer,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
