import { Controller, Get, Header, Inject, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import { licenceDownload } from './licence-download.ts';
import { LicenceReadsService } from './licence-reads.service.ts';
import { LicenceSearch } from './licence-search.ts';
import { LicenceDetails, LicenceEvents, LicencePage } from './licence-views.ts';

const LicenceId = z.uuid();
const FileQuery = z.object({ version: z.coerce.number().int().min(1).max(999).optional() });
type FileQuery = z.infer<typeof FileQuery>;

@ApiTags('licences')
@Controller('api/v1/licences')
export class LicenceReadsController {
  constructor(@Inject(LicenceReadsService) private readonly reads: LicenceReadsService) {}

  @Get()
  @Allows('licence.search')
  @Logged('licence.search')
  @ApiOperation({ summary: '检索本机关证照 / Search the unit’s own licences; holders are masked' })
  @ApiOkResponse({ standardSchema: LicencePage })
  search(
    @CurrentCaller() caller: Caller,
    @Query({ schema: LicenceSearch }) search: LicenceSearch,
  ): Promise<LicencePage> {
    return this.reads.search(caller, search);
  }

  @Get(':id')
  @Allows('licence.read')
  @Logged('licence.read')
  @ApiOperation({ summary: '证照详情 / One licence of the unit; with a purpose its personal data too' })
  @ApiHeader({ name: 'X-Purpose', description: 'Percent-encoded; with it holders and fields stand whole' })
  @ApiHeader({ name: 'X-Acting-Officer', description: 'Percent-encoded; needed with a purpose' })
  @ApiOkResponse({ standardSchema: LicenceDetails })
  details(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: LicenceId }) id: string,
  ): Promise<LicenceDetails> {
    return this.reads.details(caller, id);
  }

  @Get(':id/file')
  @Allows('licence.read-file')
  @Logged('licence.read-file')
  @Header('Cache-Control', 'private, no-store')
  @ApiOperation({ summary: '下载证照文件 / The sealed PDF of the current version, or of the one named' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: LicenceId }) id: string,
    @Query({ schema: FileQuery }) { version }: FileQuery,
  ): Promise<StreamableFile> {
    return licenceDownload(await this.reads.file(caller, id, version));
  }

  @Get(':id/events')
  @Allows('licence.read-events')
  @Logged('licence.read-events')
  @ApiOperation({ summary: '证照事件 / What happened to a licence, with both times of each event' })
  @ApiOkResponse({ standardSchema: LicenceEvents })
  async events(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: LicenceId }) id: string,
  ): Promise<LicenceEvents> {
    const events = await this.reads.events(caller, id);
    return {
      events: events.map((event) => ({
        ...event,
        effectiveAt: event.effectiveAt.toISOString(),
        recordedAt: event.recordedAt.toISOString(),
      })),
    };
  }
}
