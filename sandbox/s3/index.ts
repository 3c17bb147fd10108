import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createControl, type LoggedRequest, type S3Control } from './control.ts';
import { FaultPlan } from './faults.ts';
import { handleRequest, type S3Server } from './handle-request.ts';
import { openStorage } from './storage/storage.ts';

/** How to start; what is not required has a default. */
export interface LocalS3Options {
  /** 0 takes a free one. */
  port: number;
  host?: string;
  buckets: readonly string[];
  accessKeyId: string;
  secretAccessKey: string;
  /** Of all buckets; `us-east-1` unless told. */
  region?: string;
  /** Where objects survive a restart; without it they are in a temporary folder. */
  dataDir?: string;
  /** Epoch ms, for tests of clock skew. */
  now?: () => number;
}

/** A running local S3. */
export interface LocalS3 {
  url: string;
  control: S3Control;
  close(): Promise<void>;
}

const MAX_LOG_LENGTH = 10_000;

/**
 * Starts a local server with S3's API. It is strict: it refuses what S3 refuses, wrong signatures
 * and checksums above all. Not for production.
 */
export async function startS3(options: LocalS3Options): Promise<LocalS3> {
  const folder = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'vektra-s3-'));
  const now = options.now ?? Date.now;
  const stopping = new AbortController();
  const s3: S3Server = {
    storage: openStorage(folder, options.buckets, now),
    faults: new FaultPlan(stopping.signal),
    signature: {
      accessKeyId: options.accessKeyId,
      secretAccessKey: options.secretAccessKey,
      region: options.region ?? 'us-east-1',
      now,
    },
  };
  const requests: LoggedRequest[] = [];
  const running = new Set<Promise<void>>();
  const listen = (asksFirst: boolean) => (message: IncomingMessage, response: ServerResponse) => {
    const acceptBody = () => {
      if (asksFirst) response.writeContinue();
    };
    const task = handleRequest(s3, message, response, acceptBody)
      .then((line) => {
        requests.push(line);
        if (requests.length > MAX_LOG_LENGTH) requests.shift();
      })
      // The client is gone, or a test breaks the connection.
      .catch(() => void response.destroy())
      .finally(() => running.delete(task));
    running.add(task);
  };
  const server = createServer(listen(false)).on('checkContinue', listen(true));
  server.listen(options.port, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  const { address, port, family } = server.address() as AddressInfo;

  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    control: createControl(s3.faults, requests),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      stopping.abort();
      server.closeAllConnections();
      await closed;
      await Promise.allSettled(running);
      if (options.dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
