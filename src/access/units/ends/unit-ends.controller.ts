import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/http/caller.ts';
import { CurrentCaller } from '../../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../../platform/http/route-rules.ts';
import { UnitAnswer, unitAnswer } from '../unit-answers.ts';
import { ConfirmUnitEnd, PlanUnitEnd, UnitId } from '../unit-requests.ts';
import { EndPlanAnswer, planAnswer } from './end-plan-answer.ts';
import { UnitEnds } from './unit-ends.service.ts';

@ApiTags('units')
@Controller('api/v1/units/:id')
export class UnitEndsController {
  constructor(@Inject(UnitEnds) private readonly ends: UnitEnds) {}

  @Post('end-plans')
  @Allows('unit.plan-end')
  @Logged('unit.plan-end')
  @ApiOperation({ summary: '拟撤并 / What an end or a merger would touch, before anybody confirms it' })
  @ApiCreatedResponse({ standardSchema: EndPlanAnswer })
  async plan(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: UnitId }) id: string,
    @Body({ schema: PlanUnitEnd }) body: PlanUnitEnd,
  ): Promise<EndPlanAnswer> {
    return planAnswer(await this.ends.plan(caller, id, body));
  }

  @Post('ends')
  @Allows('unit.confirm-end')
  @Logged('unit.confirm-end')
  @ApiOperation({ summary: '确认撤并 / End the unit as planned; 409 where the facts have changed since' })
  @ApiCreatedResponse({ standardSchema: UnitAnswer })
  async confirm(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: UnitId }) id: string,
    @Body({ schema: ConfirmUnitEnd }) body: ConfirmUnitEnd,
  ): Promise<UnitAnswer> {
    const { successorId, digest, ...basis } = body;
    const end = { successorId, effectiveOn: basis.effectiveOn };
    return unitAnswer(await this.ends.confirm(caller, id, end, digest, basis));
  }
}
