import type { DetailedError, Upload } from 'tus-js-client';
import type { UploadSummary } from '../../domain/uploads/types.ts';
import { createRequestId } from '../components/request-id.tsx';
import { isRunning, toItem, type UploadItem } from './upload-item.ts';

/** Given, not imported: its part for Node, which the server would load, takes over signals. */
type Tus = Pick<typeof import('tus-js-client'), 'Upload'>;

/** As many as go on at a time; the server allows three. */
const MAX_RUNNING = 2;
/** Of one request: a multiple of what the server stores at once (5 MiB), and soon over. */
const CHUNK_BYTES = 8 * 5 * 1_024 ** 2;
/** A minute of interruption; then the file waits until the browser is online, or somebody retries. */
const RETRY_DELAYS_MS = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * Uploads files by tus, some at a time. A file that is chosen again goes on where its upload was
 * interrupted.
 */
export class UploadQueue {
  readonly #tus: Tus;
  readonly #endpoint: string;
  readonly #onChange: (items: readonly UploadItem[]) => void;
  #items: UploadItem[];
  readonly #files = new Map<string, File>();
  readonly #running = new Map<string, Upload>();

  /** @param endpoint where the session's files are created */
  constructor(
    tus: Tus,
    endpoint: string,
    known: readonly UploadSummary[],
    onChange: (items: readonly UploadItem[]) => void,
  ) {
    this.#tus = tus;
    this.#endpoint = endpoint;
    this.#items = known.map(toItem);
    this.#onChange = onChange;
  }

  get items(): readonly UploadItem[] {
    return this.#items;
  }

  add(files: readonly File[]): void {
    for (const file of files) {
      const known = this.#items.find(
        ({ state, name, sizeBytes }) =>
          state === 'interrupted' && name === file.name && sizeBytes === file.size,
      );
      const key = known?.key ?? createRequestId();
      this.#files.set(key, file);
      if (known) this.#change(key, { state: 'waiting' });
      else
        this.#items = [
          ...this.#items,
          {
            key,
            id: null,
            name: file.name,
            sizeBytes: file.size,
            sentBytes: 0,
            state: 'waiting',
            problem: null,
          },
        ];
    }
    this.#notify();
    this.#startNext();
  }

  /** Tries one again, or all that the connection failed. */
  retry(key?: string): void {
    for (const item of this.#items)
      if (key === undefined ? item.problem === 'other' : item.key === key)
        if (item.state === 'failed' && this.#files.has(item.key))
          this.#change(item.key, { state: 'waiting', problem: null });
    this.#startNext();
  }

  async remove(key: string): Promise<void> {
    const item = this.#items.find((each) => each.key === key);
    const upload = this.#running.get(key);
    this.#running.delete(key);
    this.#files.delete(key);
    this.#items = this.#items.filter((each) => each.key !== key);
    this.#notify();
    await upload?.abort().catch(() => {});
    // What is left on the server is erased with the session, at the latest.
    if (item?.id) await this.#tus.Upload.terminate(`${this.#endpoint}/${item.id}`).catch(() => {});
    this.#startNext();
  }

  /** Stops all; the server keeps what it has. */
  close(): void {
    for (const upload of this.#running.values()) upload.abort().catch(() => {});
    this.#running.clear();
    this.#files.clear();
  }

  #startNext(): void {
    while (this.#running.size < MAX_RUNNING) {
      const item = this.#items.find(
        ({ key, state }) => state === 'waiting' && !this.#running.has(key) && this.#files.has(key),
      );
      if (!item) return;
      this.#start(item);
    }
  }

  #start({ key, id }: UploadItem): void {
    const file = this.#files.get(key);
    if (!file) return;
    const upload = new this.#tus.Upload(file, {
      endpoint: this.#endpoint,
      ...(id ? { uploadUrl: `${this.#endpoint}/${id}` } : {}),
      metadata: { filename: file.name },
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => {
        this.#change(key, { id: upload.url?.split('/').at(-1) ?? null, state: 'uploading' });
      },
      onProgress: (sentBytes) => this.#change(key, { sentBytes, state: 'uploading' }),
      onShouldRetry: (error) => {
        const isTemporary = isTemporaryFailure(error);
        if (isTemporary) this.#change(key, { state: 'retrying' });
        return isTemporary;
      },
      onSuccess: () => this.#end(key, { state: 'done', sentBytes: file.size }),
      onError: (error) => this.#end(key, { state: 'failed', problem: toProblem(error) }),
    });
    this.#running.set(key, upload);
    this.#change(key, { state: 'uploading' });
    upload.start();
  }

  #end(key: string, change: Partial<UploadItem>): void {
    this.#running.delete(key);
    this.#change(key, change);
    this.#startNext();
  }

  #change(key: string, change: Partial<UploadItem>): void {
    this.#items = this.#items.map((item) => (item.key === key ? { ...item, ...change } : item));
    this.#notify();
  }

  #notify(): void {
    this.#onChange(this.#items);
  }
}

const getResponse = (error: Error | DetailedError) =>
  'originalResponse' in error ? error.originalResponse : null;

const getStatus = (error: Error | DetailedError): number => getResponse(error)?.getStatus() ?? 0;

/** Nobody answered, the server is busy, or another request has just gone on with the upload. */
function isTemporaryFailure(error: Error | DetailedError): boolean {
  const status = getStatus(error);
  return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;
}

function toProblem(error: Error | DetailedError): string {
  if (getStatus(error) === 404) return 'signed_out';
  try {
    const { code, problem } = JSON.parse(getResponse(error)?.getBody() ?? '') as {
      code?: string;
      problem?: string;
    };
    return problem?.replace('.', '_') ?? (code === 'upload_expired' ? code : 'other');
  } catch {
    return 'other';
  }
}

export const hasRunning = (items: readonly UploadItem[]): boolean => items.some(isRunning);
