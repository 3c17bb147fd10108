import { connect, createServer, type Socket } from 'node:net';

/** The SQL of all that was sent to a Postgres through {@link startStatementRecorder}. */
export interface StatementRecorder {
  port: number;
  /** Each text once. */
  statements: ReadonlySet<string>;
  close(): Promise<void>;
}

/** Listens in front of a Postgres on loopback, and reads the statements that clients send. */
export async function startStatementRecorder(targetPort: number): Promise<StatementRecorder> {
  const statements = new Set<string>();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    const readMessages = createMessageReader((type, body) => {
      if (type === 'Q') statements.add(body.toString('utf8', 0, body.length - 1));
      if (type !== 'P') return;
      const start = body.indexOf(0) + 1;
      statements.add(body.toString('utf8', start, body.indexOf(0, start)));
    });
    client.on('data', readMessages);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.pipe(upstream);
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    statements,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Splits a client's bytes into messages; the first one, without a type, is its startup. */
function createMessageReader(
  onMessage: (type: string, body: Buffer) => void,
): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  let hasStarted = false;
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const typeBytes = hasStarted ? 1 : 0;
      if (pending.length < typeBytes + 4) return;
      const end = typeBytes + pending.readInt32BE(typeBytes);
      if (pending.length < end) return;
      if (hasStarted) onMessage(pending.toString('latin1', 0, 1), pending.subarray(5, end));
      hasStarted = true;
      pending = pending.subarray(end);
    }
  };
}
