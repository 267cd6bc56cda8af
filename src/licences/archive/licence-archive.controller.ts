import {
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Costly, Logged } from '../../platform/http/route-rules.ts';
import { ArchivalFiles } from './archival-files.service.ts';
import { EvidenceRecords } from './evidence-records.service.ts';

const LicenceId = z.uuid();
const FileQuery = z.object({ version: z.coerce.number().int().min(1).max(999).optional() });
type FileQuery = z.infer<typeof FileQuery>;

const attachment = (bytes: Uint8Array, type: string, name: string): StreamableFile =>
  new StreamableFile(bytes, { type, disposition: `attachment; filename="${name}"`, length: bytes.length });

/** What proves the files of licences for decades (docs/adr/0013-evidence-records.md). */
@ApiTags('licences')
@Controller('api/v1/licences/:id/file')
export class LicenceArchiveController {
  constructor(
    @Inject(EvidenceRecords) private readonly records: EvidenceRecords,
    @Inject(ArchivalFiles) private readonly archivalFiles: ArchivalFiles,
  ) {}

  @Get('evidence-record')
  @Allows('licence.read-evidence-record')
  @Logged('licence.read-evidence-record')
  @Header('Cache-Control', 'private, no-store')
  @ApiOperation({
    summary: '证据记录（RFC 4998） / Evidence record of the sealed PDF; there once its month is archived',
  })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async evidenceRecord(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: LicenceId }) id: string,
    @Query({ schema: FileQuery }) { version }: FileQuery,
  ): Promise<StreamableFile> {
    const recordDer = await this.records.ofLicence(caller, id, version);
    return attachment(recordDer, 'application/octet-stream', 'licence.ers');
  }

  @Post('archival-form')
  @HttpCode(200)
  @Allows('licence.raise-file')
  @Logged('licence.raise-file')
  @Costly()
  @Header('Cache-Control', 'private, no-store')
  @ApiOperation({
    summary: '长期存档版式（PAdES B-LTA） / The sealed PDF raised to B-LTA, kept beside the original',
  })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async archivalForm(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: LicenceId }) id: string,
    @Query({ schema: FileQuery }) { version }: FileQuery,
  ): Promise<StreamableFile> {
    const pdf = await this.archivalFiles.raised(caller, id, version);
    return attachment(pdf, 'application/pdf', 'licence.pdf');
  }
}
