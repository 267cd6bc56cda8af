import { Controller, Get, Header, Inject, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import { licenceDownload } from './licence-download.ts';
import { OwnLicence, OwnLicenceList, OwnLicenceLog } from './own-licence-views.ts';
import { OwnLicences } from './own-licences.service.ts';

const LicenceId = z.uuid();
const LogQuery = z.strictObject({ after: z.coerce.number().int().min(0).optional() });

/** What signed-in holders have of their own. */
@ApiTags('own-licences')
@Controller('api/v1/own-licences')
export class OwnLicencesController {
  constructor(@Inject(OwnLicences) private readonly licences: OwnLicences) {}

  @Get()
  @Allows('own-licence.list')
  @Logged('own-licence.list')
  @ApiOperation({ summary: '我的证照 / The licences of the signed-in holder, in force or not; masked' })
  @ApiOkResponse({ standardSchema: OwnLicenceList })
  async list(@CurrentCaller() caller: Caller): Promise<z.infer<typeof OwnLicenceList>> {
    return { licences: await this.licences.list(caller) };
  }

  @Get(':id')
  @Allows('own-licence.read')
  @Logged('own-licence.read')
  @ApiOperation({ summary: '我的证照详情 / One licence of the signed-in holder' })
  @ApiOkResponse({ standardSchema: OwnLicence })
  details(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: LicenceId }) id: string,
  ): Promise<OwnLicence> {
    return this.licences.details(caller, id);
  }

  @Get(':id/file')
  @Allows('own-licence.read-file')
  @Logged('own-licence.read-file')
  @Header('Cache-Control', 'private, no-store')
  @ApiOperation({ summary: '下载我的证照文件 / The sealed PDF of the current version' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: LicenceId }) id: string,
  ): Promise<StreamableFile> {
    return licenceDownload(await this.licences.file(caller, id));
  }

  @Get(':id/log')
  @Allows('own-licence.read-log')
  @Logged('own-licence.read-log')
  @ApiOperation({
    summary: '谁查看过我的证照 / Who did what with the licence, each entry with its proof from the log',
  })
  @ApiOkResponse({ standardSchema: OwnLicenceLog })
  log(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: LicenceId }) id: string,
    @Query({ schema: LogQuery }) { after }: z.infer<typeof LogQuery>,
  ): Promise<OwnLicenceLog> {
    return this.licences.log(caller, id, after);
  }
}
