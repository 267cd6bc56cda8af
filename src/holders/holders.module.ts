import { Module } from '@nestjs/common';
import { HolderSealing } from './holder-sealing.ts';

@Module({ providers: [HolderSealing], exports: [HolderSealing] })
export class HoldersModule {}
