import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Logged, Public } from '../../platform/http/route-rules.ts';
import { UnitsQueries } from './units.queries.ts';

const IssuingUnit = z
  .strictObject({
    uscc: z.string().describe('Unified social credit code, GB 32100'),
    nameZh: z.string(),
    nameEn: z.string(),
    regionCode: z.string().describe('GB/T 2260, six digits'),
    phone: z.string().nullable(),
  })
  .meta({ id: 'IssuingUnit' });
const IssuingUnits = z.strictObject({ units: z.array(IssuingUnit) }).meta({ id: 'IssuingUnits' });

@ApiTags('units')
@Controller('api/v1/units')
export class UnitsController {
  constructor(@Inject(UnitsQueries) private readonly units: UnitsQueries) {}

  @Get()
  @Public()
  @Logged('unit.read')
  @ApiOperation({ summary: '发证机关 / The units that issue licences in this city' })
  @ApiOkResponse({ standardSchema: IssuingUnits })
  async issuing(): Promise<z.infer<typeof IssuingUnits>> {
    const units = await this.units.issuing();
    return {
      units: units.map(({ uscc, nameZh, nameEn, regionCode, phone }) => ({
        uscc,
        nameZh,
        nameEn,
        regionCode,
        phone,
      })),
    };
  }
}
