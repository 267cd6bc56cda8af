import { availableParallelism } from 'node:os';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { InspectionPool } from './inspection-pool.ts';
import { inspectionProgram } from './inspection-program.ts';

const MOST_PROCESSES = 4;
const MAX_WAITING = 48;

/** The pool of this service: a process for every core up to four, started before the first file comes. */
@Injectable()
export class ServiceInspectionPool extends InspectionPool implements OnModuleInit, OnApplicationShutdown {
  constructor() {
    super({
      program: inspectionProgram(),
      processes: Math.min(MOST_PROCESSES, Math.max(2, availableParallelism())),
      maxWaiting: MAX_WAITING,
    });
  }

  onModuleInit(): void {
    this.warmUp();
  }

  onApplicationShutdown(): void {
    this.stop();
  }
}
