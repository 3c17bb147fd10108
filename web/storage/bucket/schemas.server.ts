import { z } from 'zod';
import { CA_MAX_LENGTH } from '../../../domain/storage/ca-length.ts';

/** Generous: the test itself says what is wrong with a part, by its code. */
const bucketPart = (max = 2_000) => z.string('other').max(max, 'text.too_long').default('');

/** The form of the bucket page. The domain parses the parts. */
export const bucketForm = z.object({
  endpoint: bucketPart(),
  bucket: bucketPart(),
  region: bucketPart(),
  accessKeyId: bucketPart(),
  secretAccessKey: bucketPart(),
  addressing: bucketPart(),
  ca: bucketPart(CA_MAX_LENGTH),
});
