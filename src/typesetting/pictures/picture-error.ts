/** Why a raster picture is not taken. */
export type PictureFault =
  | 'picture-not-readable'
  | 'picture-colour-space'
  | 'picture-too-large'
  | 'picture-too-small';

/** A picture whose bytes cannot be used; the caller turns it into a refusal of the slot. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
  constructor(readonly fault: PictureFault) {
    super(fault);
  }
}
