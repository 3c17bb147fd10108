import { Worker } from 'node:worker_threads';
import { AudioError, type AudioProblem } from './audio-error.ts';

/** What a thread says besides its own messages. */
export type ThreadMessage<Message, Result> =
  | { type: 'message'; message: Message }
  | { type: 'result'; result: Result }
  | { type: 'failure'; code: AudioProblem };

export interface ThreadOptions<Message> {
  file: URL;
  data: unknown;
  memoryBytes: number;
  timeoutMs: number;
  signal: AbortSignal;
  /** What it says; `send` answers it. Its rejection ends the thread and is thrown. */
  onMessage(message: Message, send: (answer: unknown) => void): Promise<void> | void;
}

const MEGABYTE = 1024 * 1024;

/**
 * Runs a file in a thread of its own that is gone when this settles, whatever it was doing. Its heap
 * is limited; typed arrays and WebAssembly are outside of it, so what it works on must be bounded.
 * @throws AudioError what the thread reports; `limits` when it needs too much time or heap
 * @throws what `onMessage` throws, and the signal's reason
 */
export async function runInThread<Message, Result>(
  options: ThreadOptions<Message>,
): Promise<Result> {
  options.signal.throwIfAborted();
  const worker = new Worker(options.file, {
    workerData: options.data,
    // None of our variables and command-line options.
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(options.memoryBytes / MEGABYTE) },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const send = (answer: unknown) => worker.postMessage(answer);
  worker.on('message', (said: ThreadMessage<Message, Result>) => {
    if (said.type === 'result') resolve(said.result);
    else if (said.type === 'failure') reject(new AudioError(said.code));
    else Promise.resolve(options.onMessage(said.message, send)).catch(reject);
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    const code = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'limits' : 'broken';
    reject(new AudioError(code, { cause: error }));
  });
  worker.once('exit', () => reject(new AudioError('broken')));
  const timer = setTimeout(() => reject(new AudioError('limits')), options.timeoutMs);
  const onAbort = () => reject(options.signal.reason);
  options.signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
