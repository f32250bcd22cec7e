import 'reflect-metadata';
import { runWorker } from './boot/run-worker';

/** What `main` starts several times where PROCESSES is above 1. */
void runWorker();
