import { Module } from '@nestjs/common';
import { UnitChangesController } from './changes/unit-changes.controller.ts';
import { UnitContactsController } from './contacts/unit-contacts.controller.ts';
import { UnitContacts } from './contacts/unit-contacts.service.ts';
import { UnitHistory } from './unit-history.queries.ts';
import { UnitsController } from './units.controller.ts';
import './units.errors.ts';
import { UnitsQueries } from './units.queries.ts';
import { UnitsService } from './units.service.ts';

/** Units, their history and whom to speak to there. */
@Module({
  controllers: [UnitsController, UnitChangesController, UnitContactsController],
  providers: [UnitsQueries, UnitsService, UnitHistory, UnitContacts],
  exports: [UnitsQueries, UnitsService, UnitContacts],
})
export class UnitsModule {}
