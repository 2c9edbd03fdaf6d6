/** How the embedded server runs; on its command line, so that a newer Switchboard's values apply at once. */
export const settings: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  max_connections: "200",
  shared_buffers: "128MB",
  fsync: "on",
  synchronous_commit: "on",
  // Nobody replicates from it, and no extra processes for reading ahead: it shares a small machine with the hub.
  wal_level: "minimal",
  max_wal_senders: "0",
  max_logical_replication_workers: "0",
  io_method: "sync",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  // What failed is told to the hub; here it would put people's names and texts into a log.
  log_min_messages: "log",
  log_checkpoints: "off",
};
