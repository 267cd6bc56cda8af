import {
  Body,
  Controller,
  Header,
  Headers,
  Inject,
  Param,
  Post,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-fastify/multipart';
import {
  ApiBody,
  type ApiBodyOptions,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { z } from 'zod';
import { unitCallerOf } from '../../access/authorisation/unit-caller.ts';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Costly, Logged } from '../../platform/http/route-rules.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { SealsErrorCode } from '../seals.errors.ts';
import { StampingFields } from './stamping-request.ts';
import { Stampings } from './stampings.service.ts';

const SealCode = z.string().regex(/^\d{14}$/);
const UPLOAD: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['file', 'options'],
    properties: {
      file: { type: 'string', format: 'binary', description: 'The PDF, encrypted or XFA files excepted' },
      options: {
        type: 'string',
        description:
          'JSON: placements (at: point | keyword | field | edge), level, subFilter, line, reason, caseNumber, actingOfficer; docs/adr/0014-sealing-any-pdf.md',
      },
    },
  },
};

/** Sealing of any PDF by the unit that has the seal. */
@ApiTags('seals')
@Controller('api/v1/seals/:code/stampings')
export class StampingsController {
  constructor(@Inject(Stampings) private readonly stampings: Stampings) {}

  @Post()
  @Allows('seal.stamp')
  @Logged('seal.stamp')
  @Costly()
  @UseInterceptors(FileInterceptor('file'))
  @Header('Cache-Control', 'private, no-store')
  @ApiOperation({
    summary: '签章 / Seal a PDF: at points, keywords, fields or over page edges, in one signature',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody(UPLOAD)
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: '8 to 128 printable characters' })
  @ApiProduces('application/pdf')
  @ApiCreatedResponse({ schema: { type: 'string', format: 'binary' } })
  async stamp(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Param('code', { schema: SealCode }) sealCode: string,
    @UploadedFile() file: { readonly buffer: Buffer } | undefined,
    @Body({ schema: StampingFields }) { options }: StampingFields,
  ): Promise<StreamableFile> {
    if (!file) throw new DomainError<SealsErrorCode>('invalid', 'stamping.no-file');
    const order = { sealCode, pdf: file.buffer, options, idempotencyKey };
    const sealed = await this.stampings.stamp(unitCallerOf(caller), order);
    return new StreamableFile(sealed, {
      type: 'application/pdf',
      disposition: 'attachment; filename="sealed.pdf"',
      length: sealed.length,
    });
  }
}
