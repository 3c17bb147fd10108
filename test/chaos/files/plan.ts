import type { Label } from '../../helpers/label.ts';
import { createRandom } from '../random.ts';
import type { PlannedDemo } from './types.ts';

const MIB = 1_024 ** 2;
/** Two parts or three: a kill finds most uploads in their middle. */
const UPLOAD_BYTES = { min: 6 * MIB, max: 13 * MIB };
const FORM_BYTES = { min: 1, max: 3 * MIB };

/** Who sends what: the same for the same seed. */
export function planFileDemos(
  seed: number,
  count: number,
  labels: readonly Label[],
): PlannedDemo[] {
  const random = createRandom(seed, 'files');
  return Array.from({ length: count }, (_, index) => {
    const label = labels[index % labels.length] as Label;
    const way = index % 3 === 2 ? 'form' : 'upload';
    const { min, max } = way === 'form' ? FORM_BYTES : UPLOAD_BYTES;
    const fileCount = way === 'upload' && random.chance(0.5) ? 2 : 1;
    return {
      label,
      personId: random.chance(0.5) ? label.artist : label.secondArtist,
      title: `Demo ${index}`,
      way,
      files: Array.from({ length: fileCount }, (__, file) => ({
        name: `demo-${index}-file-${file}.txt`,
        sizeBytes: random.between(min, max),
      })),
      removesOne: way === 'upload' && random.chance(0.25),
    };
  });
}
