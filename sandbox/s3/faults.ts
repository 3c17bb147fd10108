import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { InjectedError, S3Error } from './errors.ts';
import type { OperationName } from './types.ts';

/** How the whole server behaves. */
export type Mode = 'up' | 'away' | 'slow' | 'full' | 'read_only' | 'denied';

/** What happens to requests of one operation, so many times. */
export type Fault = { operation: OperationName; times: number } & (
  | { kind: 'fail'; status: number; code: string; isEarly: boolean }
  | { kind: 'interrupt'; how: 'cut' | 'stall'; afterBytes: number }
  | { kind: 'lose_response' }
  | { kind: 'ignore_range' }
);

const WRITES: ReadonlySet<OperationName> = new Set([
  'PutObject',
  'CopyObject',
  'DeleteObject',
  'DeleteObjects',
  'CreateMultipartUpload',
  'UploadPart',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
]);
const DELETIONS: ReadonlySet<OperationName> = new Set([
  'DeleteObject',
  'DeleteObjects',
  'AbortMultipartUpload',
]);
const SLOW_CHUNK_BYTES = 16 * 1024;

/** The misbehaviour that tests switch on. */
export class FaultPlan {
  mode: Mode = 'up';
  delayMs = 1_000;
  readonly faults: Fault[] = [];
  readonly #stopping: AbortSignal;

  constructor(stopping: AbortSignal) {
    this.#stopping = stopping;
  }

  /** Uses up one time of the first fault of a kind. */
  take<K extends Fault['kind']>(operation: OperationName, kind: K) {
    const index = this.faults.findIndex(
      (fault) => fault.operation === operation && fault.kind === kind,
    );
    const fault = this.faults[index] as Extract<Fault, { kind: K }> | undefined;
    if (!fault) return null;
    fault.times -= 1;
    if (fault.times <= 0) this.faults.splice(index, 1);
    return fault;
  }

  /** @throws S3Error that the mode demands */
  checkMode(operation: OperationName): void {
    if (this.mode === 'denied') throw new S3Error('AccessDenied');
    if (this.mode === 'read_only' && WRITES.has(operation)) throw new S3Error('MethodNotAllowed');
    if (this.mode === 'full' && WRITES.has(operation) && !DELETIONS.has(operation))
      throw new S3Error('XMinioStorageFull');
  }

  takeFailure(operation: OperationName): { error: InjectedError; isEarly: boolean } | null {
    const fault = this.take(operation, 'fail');
    return fault && { error: new InjectedError(fault.code, fault.status), isEarly: fault.isEarly };
  }

  async delay(): Promise<void> {
    if (this.mode === 'slow') await delay(this.delayMs, undefined, { signal: this.#stopping });
  }

  /** The request's body, which breaks off if a test wants so. */
  async *interruptRequest(
    operation: OperationName,
    message: IncomingMessage,
  ): AsyncGenerator<Buffer> {
    const fault = this.take(operation, 'interrupt');
    let receivedBytes = 0;
    for await (const chunk of message as AsyncIterable<Buffer>) {
      receivedBytes += chunk.length;
      if (fault && receivedBytes > fault.afterBytes) await this.#interrupt(fault.how, message);
      yield chunk;
    }
  }

  /** The response's body, which trickles or breaks off if a test wants so. */
  async *interruptResponse(
    operation: OperationName,
    content: AsyncIterable<Buffer>,
    response: ServerResponse,
  ): AsyncGenerator<Buffer> {
    const fault = this.take(operation, 'interrupt');
    let sentBytes = 0;
    for await (const whole of content) {
      for (let offset = 0; offset < whole.length; offset += SLOW_CHUNK_BYTES) {
        const chunk = whole.subarray(offset, offset + SLOW_CHUNK_BYTES);
        await this.delay();
        if (fault && sentBytes + chunk.length > fault.afterBytes) {
          yield chunk.subarray(0, fault.afterBytes - sentBytes);
          await this.#interrupt(fault.how, response);
        }
        sentBytes += chunk.length;
        yield chunk;
      }
    }
  }

  async #interrupt(how: 'cut' | 'stall', message: IncomingMessage | ServerResponse): Promise<void> {
    if (how === 'stall') {
      const { promise, resolve } = Promise.withResolvers<void>();
      message.socket?.once('close', resolve);
      await promise;
    } else {
      // What was written before is to arrive.
      await new Promise((resolve) => setImmediate(resolve));
    }
    message.socket?.destroy();
    throw new Error('interrupted by a test');
  }
}
