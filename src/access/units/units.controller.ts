import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged, Public } from '../../platform/http/route-rules.ts';
import { basisOf } from './changes/requested-basis.ts';
import {
  historyAnswer,
  IssuingUnits,
  treeAnswer,
  UnitAnswer,
  UnitTree,
  UnitWithHistory,
  unitAnswer,
} from './unit-answers.ts';
import { UnitHistory } from './unit-history.queries.ts';
import { CreateUnit, UnitId } from './unit-requests.ts';
import { UnitsQueries } from './units.queries.ts';
import { UnitsService, unitIn } from './units.service.ts';

/** What units there are is public, and so is what became of them; whom to speak to there is not. */
@ApiTags('units')
@Controller('api/v1/units')
export class UnitsController {
  constructor(
    @Inject(UnitsQueries) private readonly units: UnitsQueries,
    @Inject(UnitHistory) private readonly history: UnitHistory,
    @Inject(UnitsService) private readonly service: UnitsService,
  ) {}

  @Get()
  @Public()
  @Logged('unit.read')
  @ApiOperation({ summary: '发证机关 / The units that issue licences in this city' })
  @ApiOkResponse({ standardSchema: IssuingUnits })
  async issuing(): Promise<IssuingUnits> {
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

  @Get('tree')
  @Public()
  @Logged('unit.read')
  @ApiOperation({ summary: '机构树 / All units with what stands above each, those that have ended too' })
  @ApiOkResponse({ standardSchema: UnitTree })
  async tree(): Promise<UnitTree> {
    return treeAnswer(await this.units.all());
  }

  @Get(':id')
  @Public()
  @Logged('unit.read')
  @ApiOperation({ summary: '机构沿革 / A unit with its names and what happened to it' })
  @ApiOkResponse({ standardSchema: UnitWithHistory })
  async one(@Param('id', { schema: UnitId }) id: string): Promise<UnitWithHistory> {
    const unit = unitIn(await this.units.all(), id);
    const [names, events] = await Promise.all([this.history.namesOf(id), this.history.eventsOf(id)]);
    return historyAnswer(unit, names, events);
  }

  @Post()
  @Allows('unit.create')
  @Logged('unit.create')
  @ApiOperation({ summary: '新增机构 / Enter a unit' })
  @ApiCreatedResponse({ standardSchema: UnitAnswer })
  async create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: CreateUnit }) body: CreateUnit,
  ): Promise<UnitAnswer> {
    const [basis, unit] = basisOf(body);
    return unitAnswer(await this.service.enter(caller, unit, basis));
  }
}
