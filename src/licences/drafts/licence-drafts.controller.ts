import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Caller } from '../../platform/http/caller.ts';
import { CurrentCaller } from '../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../platform/http/route-rules.ts';
import { IssuedLicence } from '../licence-answers.ts';
import {
  Draft,
  DraftList,
  DraftSearch,
  DraftStep,
  EditDraft,
  MakeDraft,
  ReviewDraft,
} from './draft-requests.ts';
import { DraftReviews } from './draft-reviews.service.ts';
import { LicenceDrafts } from './licence-drafts.service.ts';

const DraftId = z.uuid();
const Reviewed = z
  .strictObject({ decision: z.enum(['approve', 'return']), licence: IssuedLicence.nullable() })
  .meta({ id: 'ReviewedDraft' });
type Reviewed = z.infer<typeof Reviewed>;

/** Licences that people make and other people check. */
@ApiTags('licence drafts')
@Controller('api/v1/licence-drafts')
export class LicenceDraftsController {
  constructor(
    @Inject(LicenceDrafts) private readonly drafts: LicenceDrafts,
    @Inject(DraftReviews) private readonly reviews: DraftReviews,
  ) {}

  @Post()
  @Allows('licence-draft.make')
  @Logged('licence-draft.make')
  @ApiOperation({ summary: '拟制证照 / Make a draft of a new licence or of a change' })
  @ApiCreatedResponse({ standardSchema: Draft })
  make(@CurrentCaller() caller: Caller, @Body({ schema: MakeDraft }) { request }: MakeDraft): Promise<Draft> {
    return this.drafts.make(caller, request);
  }

  @Get()
  @Allows('licence-draft.read')
  @Logged('licence-draft.read')
  @ApiOperation({ summary: '拟制清单 / The unit’s drafts, last edited first' })
  @ApiOkResponse({ standardSchema: DraftList })
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: DraftSearch }) search: DraftSearch,
  ): Promise<DraftList> {
    return this.drafts.list(caller, search);
  }

  @Get(':id')
  @Allows('licence-draft.read')
  @Logged('licence-draft.read')
  @ApiOperation({ summary: '拟制详情 / One draft, whole, with what happened to it' })
  @ApiOkResponse({ standardSchema: Draft })
  one(@CurrentCaller() caller: Caller, @Param('id', { schema: DraftId }) id: string): Promise<Draft> {
    return this.drafts.one(caller, id);
  }

  @Put(':id')
  @Allows('licence-draft.edit')
  @Logged('licence-draft.edit')
  @ApiOperation({ summary: '修改拟制内容 / Put another request in its place' })
  @ApiOkResponse({ standardSchema: Draft })
  edit(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: DraftId }) id: string,
    @Body({ schema: EditDraft }) body: EditDraft,
  ): Promise<Draft> {
    return this.drafts.edit(caller, id, body);
  }

  @Post(':id/submissions')
  @HttpCode(200)
  @Allows('licence-draft.submit')
  @Logged('licence-draft.submit')
  @ApiOperation({
    summary: '提交审核 / Hand over to the reviewers; refused for all that would refuse the issue',
  })
  @ApiOkResponse({ standardSchema: Draft })
  submit(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: DraftId }) id: string,
    @Body({ schema: DraftStep }) { revision }: DraftStep,
  ): Promise<Draft> {
    return this.drafts.submit(caller, id, revision);
  }

  @Post(':id/withdrawals')
  @HttpCode(200)
  @Allows('licence-draft.withdraw')
  @Logged('licence-draft.withdraw')
  @ApiOperation({ summary: '撤回 / Give the draft up' })
  @ApiOkResponse({ standardSchema: Draft })
  withdraw(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: DraftId }) id: string,
    @Body({ schema: DraftStep }) { revision }: DraftStep,
  ): Promise<Draft> {
    return this.drafts.withdraw(caller, id, revision);
  }

  @Post(':id/reviews')
  @HttpCode(200)
  @Allows('licence-draft.review')
  @Logged('licence-draft.review')
  @ApiOperation({
    summary: '审核 / Approve and issue, or return; never by who made or last edited the draft',
  })
  @ApiOkResponse({ standardSchema: Reviewed })
  async review(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: DraftId }) id: string,
    @Body({ schema: ReviewDraft }) body: ReviewDraft,
  ): Promise<Reviewed> {
    return { decision: body.decision, licence: await this.reviews.review(caller, id, body) };
  }
}
