import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Signer } from './auth/verify.ts';
import type { FaultPlan } from './faults.ts';
import type { Storage } from './storage/storage.ts';

/** The operations of S3 that are understood. */
export type OperationName =
  | 'ListBuckets'
  | 'HeadBucket'
  | 'ListObjectsV2'
  | 'ListMultipartUploads'
  | 'DeleteObjects'
  | 'GetObject'
  | 'HeadObject'
  | 'PutObject'
  | 'CopyObject'
  | 'DeleteObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'ListParts'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload';

/** One request whose signature holds; its body is not read yet. */
export interface S3Request {
  storage: Storage;
  faults: FaultPlan;
  operation: OperationName;
  message: IncomingMessage;
  response: ServerResponse;
  bucket: string;
  key: string;
  query: URLSearchParams;
  signer: Signer;
  /** Asks a client that waits for it (`Expect: 100-continue`) to send the body. */
  acceptBody(): void;
}

/** What is answered, unless an operation writes the response itself. */
export interface S3Reply {
  status: number;
  headers?: Record<string, string>;
  xml?: string;
}

export type OperationHandler = (request: S3Request) => Promise<S3Reply | 'written'>;
