import { Body, Controller, Get, Header, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Caller } from '../../../platform/http/caller.ts';
import { CurrentCaller } from '../../../platform/http/current-caller.decorator.ts';
import { Allows, Logged } from '../../../platform/http/route-rules.ts';
import { contactAnswer, UnitContactAnswer, UnitContactList } from '../unit-answers.ts';
import { AddUnitContact, UnitId } from '../unit-requests.ts';
import { UnitContacts } from './unit-contacts.service.ts';

const ContactId = z.uuid();

@ApiTags('units')
@Controller('api/v1/units/:id/contacts')
export class UnitContactsController {
  constructor(@Inject(UnitContacts) private readonly contacts: UnitContacts) {}

  @Get()
  @Allows('unit.read-contacts')
  @Logged('unit.read-contacts')
  @Header('Cache-Control', 'private, no-store')
  @ApiOperation({ summary: '联系人 / Whom to speak to at a unit, those of the past too' })
  @ApiOkResponse({ standardSchema: UnitContactList })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: UnitId }) id: string,
  ): Promise<UnitContactList> {
    return { contacts: (await this.contacts.read(caller, id)).map(contactAnswer) };
  }

  @Post()
  @Allows('unit.change')
  @Logged('unit.change')
  @ApiOperation({ summary: '登记联系人 / Add a contact' })
  @ApiCreatedResponse({ standardSchema: UnitContactAnswer })
  async add(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: UnitId }) id: string,
    @Body({ schema: AddUnitContact }) body: AddUnitContact,
  ): Promise<UnitContactAnswer> {
    return contactAnswer(await this.contacts.add(caller, id, body));
  }

  @Post(':contactId/end')
  @Allows('unit.change')
  @Logged('unit.change')
  @ApiOperation({ summary: '撤下联系人 / Take a contact down' })
  @ApiCreatedResponse({ standardSchema: UnitContactAnswer })
  async end(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: UnitId }) id: string,
    @Param('contactId', { schema: ContactId }) contactId: string,
  ): Promise<UnitContactAnswer> {
    return contactAnswer(await this.contacts.end(caller, id, contactId));
  }
}
