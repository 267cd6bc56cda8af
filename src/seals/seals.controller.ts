import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Logged, Public } from '../platform/http/route-rules.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { SealsErrorCode } from './seals.errors.ts';
import { SealsQueries } from './seals.queries.ts';

const SealCode = z.string().regex(/^\d{14}$/);
const SealStatus = z
  .strictObject({
    code: SealCode,
    name: z.string(),
    state: z.enum(['active', 'stopped', 'lost', 'cancelled']),
    validFrom: z.iso.datetime(),
    validUntil: z.iso.datetime(),
  })
  .meta({ id: 'SealStatus' });

@ApiTags('seals')
@Controller('api/v1/seals')
export class SealsController {
  constructor(@Inject(SealsQueries) private readonly seals: SealsQueries) {}

  @Get(':code')
  @Public()
  @Logged('seal.read')
  @ApiOperation({ summary: '印章状态 / Whether a seal is in use, by its 14-digit code' })
  @ApiOkResponse({ standardSchema: SealStatus })
  async status(@Param('code', { schema: SealCode }) code: string): Promise<z.infer<typeof SealStatus>> {
    const status = await this.seals.statusOf(code);
    if (!status) throw new DomainError<SealsErrorCode>('not-found', 'seal.not-found');
    return {
      ...status,
      validFrom: status.validFrom.toISOString(),
      validUntil: status.validUntil.toISOString(),
    };
  }
}
