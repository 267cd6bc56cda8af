import { Module } from '@nestjs/common';
import { UnitChangesController } from './changes/unit-changes.controller.ts';
import { UnitContactsController } from './contacts/unit-contacts.controller.ts';
import { UnitContacts } from './contacts/unit-contacts.service.ts';
import { UnitConsequences } from './ends/unit-consequences.queries.ts';
import { UnitEndsController } from './ends/unit-ends.controller.ts';
import { UnitEnds } from './ends/unit-ends.service.ts';
import { UnitHistory } from './unit-history.queries.ts';
import { UnitsController } from './units.controller.ts';
import './units.errors.ts';
import { UnitsQueries } from './units.queries.ts';
import { UnitsService } from './units.service.ts';

/** Units, their history and whom to speak to there. */
@Module({
  controllers: [UnitsController, UnitChangesController, UnitContactsController, UnitEndsController],
  providers: [UnitsQueries, UnitsService, UnitHistory, UnitContacts, UnitConsequences, UnitEnds],
  exports: [UnitsQueries, UnitsService, UnitContacts],
})
export class UnitsModule {}
