import { Controller, HttpCode, Inject, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-fastify/multipart';
import {
  ApiBody,
  type ApiBodyOptions,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Costly, Logged, Public } from '../../platform/http/route-rules.ts';
import type { VerificationReport } from '../verification-report.ts';
import { VerificationReportSchema } from '../verification-report-schema.ts';
import { FileChecks } from './file-checks.service.ts';

const UPLOAD: ApiBodyOptions = {
  schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
};

/** Checks of an uploaded file: PDF, PNG, JPEG or WebP. What it is, its bytes say; name and type are not believed. */
@ApiTags('verifications')
@Controller('api/v1/verifications')
export class FileChecksController {
  constructor(@Inject(FileChecks) private readonly checks: FileChecks) {}

  @Post('file')
  @HttpCode(200)
  @Public()
  @Logged('verification.file')
  @Costly()
  @UseInterceptors(FileInterceptor('file'))
  @ApiOperation({ summary: '上传文件查验 / Check a file: a sealed PDF, a scan, or a picture of a print' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(UPLOAD)
  @ApiOkResponse({
    description: 'The verdict with its facts; the file is not kept',
    standardSchema: VerificationReportSchema,
  })
  file(
    @UploadedFile() file: { readonly buffer: Buffer } | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<VerificationReport> {
    return this.checks.check(file?.buffer, caller);
  }
}
