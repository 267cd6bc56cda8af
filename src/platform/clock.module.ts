import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CLOCK, type Clock } from '../shared/clock.ts';

/** Gives the one `Clock` to everything, by the token `CLOCK`; tests give one that stands still. */
@Global()
@Module({})
export class ClockModule {
  static forRoot(clock: Clock): DynamicModule {
    return { module: ClockModule, providers: [{ provide: CLOCK, useValue: clock }], exports: [CLOCK] };
  }
}
