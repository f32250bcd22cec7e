export interface Host {
  readonly host: string;
  readonly port: number;
}

export interface HostList {
  readonly hosts: readonly Host[];
  /** The address with its first host alone, as the driver reads it. */
  readonly url: string;
  /** Whether the one among them is meant that takes writes: where there are several, and where the address says so. */
  readonly wantsPrimary: boolean;
}

const ADDRESS = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/;
const HOST = /^(\[[\da-fA-F:.]+\]|[^\s:[\],]+)(?::(\d{1,5}))?$/;
const ATTRIBUTE = /([?&])target_session_attrs=([^&#]*)(&?)/;
const PRIMARY = new Set(['read-write', 'primary']);

/** The hosts of an address such as `postgres://user:password@one:5432,two:5433/ambit`, which `hostListFault` found sound. */
export function hostListOf(url: string): HostList {
  const [, before = '', hosts = '', after = ''] = ADDRESS.exec(url) ?? [];
  const wanted = ATTRIBUTE.exec(after)?.[2];
  const rest = after.replace(ATTRIBUTE, (_all, first: string, _value, more: string) =>
    more === '' ? '' : first,
  );
  const names = hosts.split(',');
  const isOfPrimary = wanted !== undefined && PRIMARY.has(wanted);
  return {
    hosts: names.map(hostOf),
    url: names.length === 1 && wanted === undefined ? url : `${before}${names[0]!}${rest}`,
    wantsPrimary: names.length > 1 ? wanted === undefined || isOfPrimary : isOfPrimary,
  };
}

function hostOf(text: string): Host {
  const [, host = '', port = '5432'] = HOST.exec(text) ?? [];
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}

/** What is wrong with the hosts of an address, without a word of the address itself; null: nothing. */
export function hostListFault(url: string): string | null {
  const [, , hosts = '', after = ''] = ADDRESS.exec(url) ?? [];
  const names = hosts.split(',');
  if (names.length > 1) {
    const faulty = names.findIndex((name) => !HOST.test(name) || hostOf(name).port > 65_535);
    if (faulty >= 0)
      return `host ${faulty + 1} of ${names.length} must be a name or an address, with a port such as :5432`;
  }
  const wanted = ATTRIBUTE.exec(after)?.[2];
  if (wanted !== undefined && !PRIMARY.has(wanted))
    return 'target_session_attrs must be read-write, or be left out: the program writes';
  return null;
}

/** The address of each of the hosts alone, in the order in which they stand. */
export function singleAddressesOf(url: string): readonly string[] {
  const [, before = '', hosts = '', after = ''] = ADDRESS.exec(url) ?? [];
  return hosts.split(',').map((host) => `${before}${host}${after}`);
}
