import { Host } from './host-list';
import { PrimaryFinder } from './primary-finder';

/** One finder for each list of servers: all pools of a process look for the same primary. */
export class Primaries {
  private readonly finders = new Map<string, PrimaryFinder>();

  of(hosts: readonly Host[]): PrimaryFinder {
    const key = hosts.map(({ host, port }) => `${host} ${port}`).join();
    const finder = this.finders.get(key) ?? new PrimaryFinder(hosts);
    this.finders.set(key, finder);
    return finder;
  }
}
