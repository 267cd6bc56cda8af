import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.ts';
import { BoundedCache } from '../../shared/bounded-cache.ts';
import { type CompiledFace, compileFace } from '../../typesetting/compile-face.ts';
import type { FontLibrary } from '../../typesetting/fonts/font-library.ts';
import type { LicenceTypeVersion } from '../licence-type.ts';
import { FONT_LIBRARY } from './face-fonts.ts';
import { withTrialBand } from './trial-band.ts';

/** A compiled face holds its ground, some 100 kB; a city has a few hundred types in use at most. */
const FACES_KEPT = 64;

/** Makes each version of a face ready once and keeps it. */
@Injectable()
export class FaceCompiler {
  private readonly faces = new BoundedCache<string, CompiledFace>(FACES_KEPT);
  private readonly isTrial: boolean;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(FONT_LIBRARY) readonly fonts: FontLibrary,
  ) {
    this.isTrial = config.mode === 'trial';
  }

  /**
   * The face of a published version, marked as a test on trial installations. The first call of a version takes
   * 30 to 170 ms, later ones nothing.
   */
  compiledOf(version: LicenceTypeVersion): CompiledFace {
    const kept = this.faces.get(version.id);
    if (kept) return kept;
    const template = this.isTrial ? withTrialBand(version.face) : version.face;
    const face = compileFace(template, this.fonts);
    this.faces.set(version.id, face);
    return face;
  }
}
