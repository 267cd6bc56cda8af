import { Controller, Get, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allows, Costly, Logged, Public } from '../platform/http/route-rules.ts';
import { CatalogueQueries } from './catalogue.queries.ts';
import { LicenceTypeCode } from './definition/licence-type-definition.ts';
import { FacePreview } from './face/face-preview.ts';
import { LicenceTypeAnswer, LicenceTypeList, licenceTypeAnswer } from './licence-type-answer.ts';

const PreviewQuery = z.strictObject({
  format: z.enum(['pdf', 'png']).default('pdf'),
  example: z.coerce.number().int().min(0).max(9).default(0).describe('Which example to show, from 0'),
});

@ApiTags('catalogue')
@Controller('api/v1/licence-types')
export class LicenceTypesController {
  constructor(
    @Inject(CatalogueQueries) private readonly catalogue: CatalogueQueries,
    @Inject(FacePreview) private readonly preview: FacePreview,
  ) {}

  @Get()
  @Public()
  @Logged('catalogue.read')
  @ApiOperation({ summary: '证照类型目录（GB/T 36902） / The licence types of this city' })
  @ApiOkResponse({ standardSchema: LicenceTypeList })
  async list(): Promise<z.infer<typeof LicenceTypeList>> {
    const types = await this.catalogue.all();
    return {
      licenceTypes: types.map(({ code, nameZh, nameEn, version, publishedAt }) => ({
        code,
        name: { zh: nameZh, en: nameEn },
        version,
        publishedAt: publishedAt.toISOString(),
      })),
    };
  }

  @Get(':code')
  @Public()
  @Logged('catalogue.read')
  @ApiOperation({
    summary: '证照类型详情 / One licence type: directory entry, fields with their rules, validity, signature',
  })
  @ApiOkResponse({ standardSchema: LicenceTypeAnswer })
  async one(
    @Param('code', { schema: LicenceTypeCode }) code: string,
  ): Promise<z.infer<typeof LicenceTypeAnswer>> {
    return licenceTypeAnswer(await this.catalogue.currentOf(code));
  }

  @Get(':code/preview')
  @Allows('catalogue.preview')
  @Logged('catalogue.preview')
  @Costly()
  @ApiOperation({ summary: '证面样本 / The face with example data, marked 样本, as PDF or PNG' })
  @ApiProduces('application/pdf', 'image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async face(
    @Param('code', { schema: LicenceTypeCode }) code: string,
    @Query({ schema: PreviewQuery }) { format, example }: z.infer<typeof PreviewQuery>,
  ): Promise<StreamableFile> {
    const version = await this.catalogue.currentOf(code);
    if (format === 'png')
      return new StreamableFile(await this.preview.pictureOf(version, example), { type: 'image/png' });
    return new StreamableFile(this.preview.pdfOf(version, example), { type: 'application/pdf' });
  }
}
