import { PERMISSIONS } from '../../src/access/permissions';
import { ROLES } from '../../src/shared/domain/caller';
import { textOf } from './page-examples';

/** Rows of the first table: what is wanted, the calls, and who may make them. */
const ROWS = [...textOf('docs/which-call.md').matchAll(/^\| (.+?) \| (.*`.*) \| (all|[A-Z, ]+) \|$/gm)].map(
  ([, wanted, calls, roles]) => ({
    wanted: wanted!,
    calls: [...calls!.matchAll(/`(\w+)/g)].map(([, call]) => call!),
    roles: roles === 'all' ? [...ROLES] : roles!.split(', '),
  }),
);

it.each(ROWS)(
  'docs/which-call.md names the roles that may call all it takes to $wanted',
  ({ calls, roles }) => {
    const allowed = calls
      .map((call) => PERMISSIONS[`Query.${call}`] ?? PERMISSIONS[`Mutation.${call}`])
      .filter((row) => row !== undefined);
    expect(allowed).not.toEqual([]);
    expect([...roles].sort()).toEqual(
      ROLES.filter((role) => allowed.every((row) => row.includes(role))).sort(),
    );
  },
);
