import type { OperationHandler, OperationName } from '../types.ts';
import { deleteObjects } from './delete-objects.ts';
import {
  headBucket,
  listBuckets,
  listMultipartUploads,
  listObjectsV2,
  listParts,
} from './lists.ts';
import { copyObject, deleteObject, getObjectContent, headObject, putObject } from './objects.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  uploadPart,
} from './uploads.ts';

export const operations: Record<OperationName, OperationHandler> = {
  ListBuckets: listBuckets,
  HeadBucket: headBucket,
  ListObjectsV2: listObjectsV2,
  ListMultipartUploads: listMultipartUploads,
  DeleteObjects: deleteObjects,
  GetObject: getObjectContent,
  HeadObject: headObject,
  PutObject: putObject,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  ListParts: listParts,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
};
