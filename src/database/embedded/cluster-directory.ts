import { ClusterFiles } from './cluster-files';

/**
 * The cluster as PostgreSQL's programs are told to find it, started with the cluster as their working directory. On
 * Linux they take it from there, because the account that they run as may not be allowed to walk the path to it: the
 * project may lie under a home directory that is closed to others, such as /root.
 */
export function dataDirectoryArgument(cluster: string): string {
  return process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/** Tells, on the server's command line, which cluster it serves: to us, and to who looks at the list of processes. */
export function clusterMark(files: ClusterFiles): string {
  return `ambit.data_directory=${files.cluster}`;
}
