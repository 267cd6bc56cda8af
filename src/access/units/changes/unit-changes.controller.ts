import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/http/caller.ts';
import { CurrentCaller } from '../../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../../platform/http/route-rules.ts';
import { UnitAnswer, unitAnswer } from '../unit-answers.ts';
import { ChangeUnitDuties, ChangeUnitTelephone, MoveUnit, RenameUnit, UnitId } from '../unit-requests.ts';
import { UnitsService } from '../units.service.ts';
import { basisOf } from './requested-basis.ts';

/** Every kind of change is a resource of its own below the unit: to rename it, a name is made. */
@ApiTags('units')
@Controller('api/v1/units/:id')
export class UnitChangesController {
  constructor(@Inject(UnitsService) private readonly units: UnitsService) {}

  @Post('names')
  @Allows('unit.change')
  @Logged('unit.change')
  @ApiOperation({ summary: '更名 / Another name from a day on; licences keep the name of their day' })
  @ApiCreatedResponse({ standardSchema: UnitAnswer })
  async rename(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: UnitId }) id: string,
    @Body({ schema: RenameUnit }) body: RenameUnit,
  ): Promise<UnitAnswer> {
    const [basis, name] = basisOf(body);
    return unitAnswer(await this.units.rename(caller, id, name, basis));
  }

  @Post('parent')
  @Allows('unit.change')
  @Logged('unit.change')
  @ApiOperation({ summary: '调整隶属 / Another unit above it' })
  @ApiCreatedResponse({ standardSchema: UnitAnswer })
  async move(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: UnitId }) id: string,
    @Body({ schema: MoveUnit }) body: MoveUnit,
  ): Promise<UnitAnswer> {
    const [basis, { parentId }] = basisOf(body);
    return unitAnswer(await this.units.move(caller, id, parentId, basis));
  }

  @Post('duties')
  @Allows('unit.change')
  @Logged('unit.change')
  @ApiOperation({ summary: '调整职能 / What it does: manages, issues, uses' })
  @ApiCreatedResponse({ standardSchema: UnitAnswer })
  async changeDuties(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: UnitId }) id: string,
    @Body({ schema: ChangeUnitDuties }) body: ChangeUnitDuties,
  ): Promise<UnitAnswer> {
    const [basis, duties] = basisOf(body);
    return unitAnswer(await this.units.changeDuties(caller, id, duties, basis));
  }

  @Post('telephones')
  @Allows('unit.change')
  @Logged('unit.change')
  @ApiOperation({ summary: '变更公开电话 / Another telephone shown with verdicts' })
  @ApiCreatedResponse({ standardSchema: UnitAnswer })
  async changeTelephone(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: UnitId }) id: string,
    @Body({ schema: ChangeUnitTelephone }) body: ChangeUnitTelephone,
  ): Promise<UnitAnswer> {
    const [basis, { phone }] = basisOf(body);
    return unitAnswer(await this.units.changeTelephone(caller, id, phone, basis));
  }
}
