import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.ts';
import { CatalogueQueries } from './catalogue.queries.ts';
import { CatalogueService } from './catalogue.service.ts';
import './definition/definition-texts.ts';
import './face/face-texts.ts';
import './definition/field-value-texts.ts';
import { FaceCompiler } from './face/face-compiler.ts';
import { FONT_LIBRARY, loadFontLibrary } from './face/face-fonts.ts';
import { FacePreview } from './face/face-preview.ts';
import { LicenceTypesController } from './licence-types.controller.ts';

/** Licence types, their versions and faces. Further fonts and reviewed glyphs lie in `fonts` below the data folder. */
@Module({
  controllers: [LicenceTypesController],
  providers: [
    {
      provide: FONT_LIBRARY,
      inject: [CONFIG],
      useFactory: ({ folders }: Config) => loadFontLibrary(join(folders.data, 'fonts')),
    },
    CatalogueQueries,
    CatalogueService,
    FaceCompiler,
    FacePreview,
  ],
  exports: [FONT_LIBRARY, CatalogueQueries, CatalogueService, FaceCompiler],
})
export class CatalogueModule {}
