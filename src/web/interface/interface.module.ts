import { Module } from '@nestjs/common';
import { InterfaceController } from './interface.controller.ts';
import { InterfacePageController } from './interface.page.controller.ts';

/** The description of the interface for programs. */
@Module({ controllers: [InterfaceController, InterfacePageController] })
export class InterfaceModule {}
