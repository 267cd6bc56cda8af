import type { Impression } from '../../crypto/pdf/placement/impression.ts';
import { captionedImpression } from '../impressions/captioned-impression.ts';
import { pictureImpression } from '../impressions/picture-impression.ts';
import { songType } from '../impressions/song-type.ts';
import type { SignOptions } from './sign-options.ts';
import { SignUsageError } from './sign-options.ts';

/**
 * The impression that the options ask for, with its line; undefined for none.
 *
 * @param read gives the bytes of a file
 * @throws PictureError; SignUsageError where the line cannot be written
 */
export async function seenImpression(
  { picture, widthMm, line }: SignOptions,
  read: (path: string) => Promise<Buffer>,
): Promise<Impression | undefined> {
  if (picture === undefined) return undefined;
  const impression = pictureImpression(await read(picture), widthMm);
  if (line === undefined) return impression;
  try {
    return captionedImpression(impression, line, songType());
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SignUsageError(`--line cannot be written: ${cause.message}`, { cause });
  }
}
